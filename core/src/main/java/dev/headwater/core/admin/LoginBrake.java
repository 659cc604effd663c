package dev.headwater.core.admin;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Slows down who guesses. An attempt is counted before any work, so that many at once are not all free, and taken back
 * where it was no failure. After some free ones each next is let in only when a wait is over, which doubles: no thread is
 * held meanwhile, unlike what guessing lines' passwords meets. In memory and bounded: each process counts by itself, and
 * the least recent are forgotten first.
 */
final class LoginBrake {
    static final Duration MEMORY = Duration.ofMinutes(15);
    static final Duration MAX_WAIT = Duration.ofMinutes(5);
    private static final int MAX_DOUBLINGS = 9;
    private static final int TRACKED = 100_000;

    private final InstantSource clock;
    private final int free;
    private final Cache<Object, Guesses> guesses;

    /** @param free failures that cost no wait */
    LoginBrake(InstantSource clock, int free) {
        this.clock = clock;
        this.free = free;
        this.guesses = Caches.expiring(clock, MEMORY, TRACKED);
    }

    private record Guesses(int count, Instant notBefore) {}

    /** Counts an attempt of somebody (told by {@code equals}); or says how long they have to wait, and counts nothing. */
    Optional<Duration> begin(Object guesser) {
        Instant now = clock.instant();
        AtomicReference<Duration> wait = new AtomicReference<>(Duration.ZERO);
        guesses.asMap().compute(guesser, (key, before) -> {
            Guesses known = before == null ? new Guesses(0, now) : before;
            Duration left = Duration.between(now, known.notBefore());
            wait.set(left);
            return left.isPositive() ? known : counted(known.count() + 1, now);
        });
        return Optional.ofNullable(wait.get()).filter(Duration::isPositive);
    }

    /** Takes an attempt back that told nothing: the wait it began is over. */
    void undo(Object guesser) {
        Instant now = clock.instant();
        guesses.asMap()
                .computeIfPresent(
                        guesser, (key, known) -> known.count() <= 1 ? null : new Guesses(known.count() - 1, now));
    }

    /** Forgets all failures of somebody. */
    void forget(Object guesser) {
        guesses.invalidate(guesser);
    }

    private Guesses counted(int count, Instant now) {
        int beyond = count - free;
        if (beyond <= 0) {
            return new Guesses(count, now);
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(beyond - 1, MAX_DOUBLINGS));
        return new Guesses(count, now.plus(wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait));
    }
}
