package dev.headwater.api.ts;

import dev.headwater.core.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Beats of a clock that a test moves: everything runs on the test's thread, when its time has come. */
final class ManualBeats implements Beats {
    private static final Duration STEP = Duration.ofMillis(250);

    private final TestClock clock;
    private final List<Repeated> repeated = new ArrayList<>();
    private final List<Runnable> once = new ArrayList<>();
    private boolean closed;

    private static final class Repeated {
        private final Duration pause;
        private final Runnable task;
        private Instant due;
        private boolean once;
        private boolean stopped;

        Repeated(Duration pause, Runnable task, Instant due) {
            this.pause = pause;
            this.task = task;
            this.due = due;
        }
    }

    ManualBeats(TestClock clock) {
        this.clock = clock;
    }

    @Override
    public Beat every(Duration pause, Runnable task) {
        Repeated entry = new Repeated(pause, task, clock.instant());
        if (!closed) {
            repeated.add(entry);
        }
        return () -> entry.stopped = true;
    }

    @Override
    public boolean run(Runnable task) {
        return !closed && once.add(task);
    }

    @Override
    public boolean after(Duration pause, Runnable task) {
        if (closed) {
            return false;
        }
        Repeated entry = new Repeated(pause, task, clock.instant().plus(pause));
        entry.once = true;
        return repeated.add(entry);
    }

    /** Lets time pass, and runs what is due then. */
    void pass(Duration time) {
        due();
        for (Duration left = time; left.isPositive(); left = left.minus(STEP)) {
            clock.advance(STEP);
            due();
        }
    }

    private void due() {
        List<Runnable> soon = List.copyOf(once);
        once.clear();
        soon.forEach(Runnable::run);
        for (Repeated entry : List.copyOf(repeated)) {
            if (!entry.stopped && !clock.instant().isBefore(entry.due)) {
                entry.due = clock.instant().plus(entry.pause);
                entry.stopped |= entry.once;
                entry.task.run();
            }
        }
        repeated.removeIf(entry -> entry.stopped);
        if (!once.isEmpty()) {
            due();
        }
    }

    int repeating() {
        return repeated.size();
    }

    @Override
    public void close() {
        due();
        closed = true;
        repeated.clear();
    }
}
