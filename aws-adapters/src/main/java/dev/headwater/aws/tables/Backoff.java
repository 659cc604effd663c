package dev.headwater.aws.tables;

import dev.headwater.core.Pause;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits where DynamoDB wants fewer requests: for a random part of a span that doubles (full jitter), so that those who were
 * turned away together do not come back together. For what is asked of many items only; single ones wait in the client.
 */
final class Backoff {
    /** About 25 s with the spans below: a table doubles what it takes within minutes. */
    static final int PATIENT = 12;
    /** About 3 s, for whoever is waited for. */
    static final int BRIEF = 6;

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private final Pause pause;
    private final int rounds;

    Backoff(RandomGenerator random, Pause pause, int rounds) {
        this.random = random;
        this.pause = pause;
        this.rounds = rounds;
    }

    /** Waits; false: it was long enough, or nobody wants to know any more. */
    boolean waits(int round) {
        if (round >= rounds || Thread.currentThread().isInterrupted()) {
            return false;
        }
        long span = Math.min(LONGEST.toMillis(), FIRST.toMillis() << round);
        pause.of(Duration.ofMillis(random.nextLong(span + 1)));
        return !Thread.currentThread().isInterrupted();
    }
}
