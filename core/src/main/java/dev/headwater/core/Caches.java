package dev.headwater.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToIntFunction;

/** Small memories of what the stores said a moment ago. */
public final class Caches {
    /**
     * How long a read may be old: a kick, an expiry, a new password or a lowered limit that another process wrote bites
     * within a second.
     */
    public static final Duration MOMENT = Duration.ofMillis(900);

    private Caches() {}

    /** A bounded cache whose entries end a while after they were written, by the injected clock. */
    public static <K, V> Cache<K, V> expiring(InstantSource clock, Duration after, int maximumSize) {
        return Caffeine.newBuilder()
                .maximumSize(maximumSize)
                .expireAfterWrite(after)
                .ticker(ticker(clock))
                .build();
    }

    /** The same, bounded by what its values weigh together. */
    public static <K, V> Cache<K, V> weighed(
            InstantSource clock, Duration after, long maximumWeight, ToIntFunction<V> weight) {
        return Caffeine.newBuilder()
                .maximumWeight(maximumWeight)
                .weigher((K key, V value) -> weight.applyAsInt(value))
                .expireAfterWrite(after)
                .ticker(ticker(clock))
                .build();
    }

    private static Ticker ticker(InstantSource clock) {
        return () -> Duration.ofMillis(clock.millis()).toNanos();
    }
}
