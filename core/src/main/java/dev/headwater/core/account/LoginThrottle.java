package dev.headwater.core.account;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Slows down who guesses. Failures are counted per client address and user name, before any work: never by user name
 * alone, or anyone could lock a subscriber out. Bounded: the least recent are forgotten first.
 */
final class LoginThrottle {
    static final int FREE_FAILURES = 4;
    static final int MAX_FAILURES = 20;
    static final Duration MEMORY = Duration.ofMinutes(5);
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration MAX_DELAY = Duration.ofSeconds(2);
    private static final int TRACKED = 100_000;

    private final Cache<Guesser, Integer> failures;

    LoginThrottle(InstantSource clock) {
        this.failures = Caches.expiring(clock, MEMORY, TRACKED);
    }

    private record Guesser(String address, String user) {}

    boolean isBlocked(ClientIdentity client, String user) {
        return count(client, user) >= MAX_FAILURES;
    }

    /** Counts a failure; returns how long its answer is to be held back. */
    Duration failed(ClientIdentity client, String user) {
        int count = failures.asMap().merge(new Guesser(client.address(), user), 1, Integer::sum);
        if (count <= FREE_FAILURES) {
            return Duration.ZERO;
        }
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(count - FREE_FAILURES - 1, 10));
        return delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
    }

    void succeeded(ClientIdentity client, String user) {
        failures.invalidate(new Guesser(client.address(), user));
    }

    private int count(ClientIdentity client, String user) {
        Integer count = failures.getIfPresent(new Guesser(client.address(), user));
        return count == null ? 0 : count;
    }
}
