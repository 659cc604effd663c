package dev.headwater.ingest.pipeline.onair;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The attempts at one source that failed in a row, and when the next is due: while nothing else works at once the first
 * time, then after half a second, doubling up to ten; while another is on air after five seconds, doubling up to a minute;
 * less a random part in both, so that many channels do not ask one server at one moment. Where we listen, and are called,
 * we soon listen again.
 */
final class Attempts {
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(10);
    private static final long FIRST_REST = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(60);
    private static final int MOST_DOUBLINGS = 10;

    private final RandomGenerator random;
    private final boolean listens;
    private int failures;
    private long failedAt = Long.MIN_VALUE;
    private double part = 1;
    private @Nullable String error;

    Attempts(RandomGenerator random, boolean listens) {
        this.random = random;
        this.listens = listens;
    }

    void failed(long now, String text) {
        failures++;
        failedAt = now;
        part = 0.75 + random.nextDouble() / 4;
        error = text;
    }

    /** It was well for long: what was before counts no more. */
    void succeeded() {
        failures = 0;
    }

    boolean haveFailed() {
        return failures > 0;
    }

    /** When the last attempt failed; long ago: none has. */
    long failedAt() {
        return failedAt;
    }

    /** Of the last attempt; null: none has failed yet. */
    @Nullable
    String error() {
        return error;
    }

    /** @param needed whether nothing else works */
    boolean areDue(long now, boolean needed) {
        if (listens) {
            return failures == 0 || now - failedAt >= FIRST_PAUSE;
        }
        return failures == 0 || now - failedAt >= part * (needed ? pause() : rest());
    }

    private long pause() {
        return failures == 1 ? 0 : Math.min(FIRST_PAUSE << Math.min(failures - 2, MOST_DOUBLINGS), LONGEST_PAUSE);
    }

    private long rest() {
        return Math.min(FIRST_REST << Math.min(failures - 1, MOST_DOUBLINGS), LONGEST_REST);
    }
}
