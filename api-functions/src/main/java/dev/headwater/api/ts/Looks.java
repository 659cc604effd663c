package dev.headwater.api.ts;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What was given away lately to who only looks. A minute of radio has less bytes than a look of a film, and who asks chooses
 * the piece: without this, whoever asked for one minute after the other would hear all without a connection.
 */
final class Looks {
    /** To one household in a minute: some looks of a film, and less than a minute of the least radio that is worth it. */
    static final int FREE = 512 << 10;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int HOUSEHOLDS = 20_000;

    private final Cache<String, AtomicInteger> given;

    Looks(InstantSource clock) {
        this.given = Caches.expiring(clock, MINUTE, HOUSEHOLDS);
    }

    /** Whether so many bytes more are free. */
    boolean take(String household, int bytes) {
        AtomicInteger taken = given.get(household, any -> new AtomicInteger());
        return taken.addAndGet(bytes) <= FREE;
    }
}
