package dev.headwater.ingest.supervisor.children;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Processors in use on average over the last seconds, from processor time that only grows. */
final class Usage {
    /** Long enough to have a child's start and every key frame in it a few times. */
    static final Duration WINDOW = Duration.ofSeconds(10);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long at, long spent) {}

    /**
     * Adds what is known at a moment.
     *
     * @param at monotonic, in nanoseconds
     * @param spent processor time so far, in nanoseconds
     */
    void add(long at, long spent) {
        samples.addLast(new Sample(at, spent));
        while (samples.size() > 2 && at - second().at() >= WINDOW.toNanos()) {
            samples.removeFirst();
        }
    }

    private Sample second() {
        var each = samples.iterator();
        each.next();
        return each.next();
    }

    /** Whether the whole window is known. */
    boolean isWhole() {
        return span() >= WINDOW.toNanos();
    }

    double cores() {
        long span = span();
        return span == 0 ? 0 : (samples.getLast().spent() - samples.getFirst().spent()) / (double) span;
    }

    private long span() {
        return samples.isEmpty()
                ? 0
                : samples.getLast().at() - samples.getFirst().at();
    }
}
