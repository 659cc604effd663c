package dev.headwater.ingest.supervisor.title;

import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.frames.TitleTask;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** How far a title is: all that is made at once, in one figure that never steps back. From any thread. */
final class TitleProgress {
    /** Percent at which all is encoded, and at which all but the MP4 is stored. */
    private static final int ENCODED = 85;

    private static final int STORED = 95;

    private final ReentrantLock lock = new ReentrantLock();
    private final IntConsumer told;
    private final Map<TitleTask, Long> done = new HashMap<>();
    private @Nullable TitlePlan plan;
    private int percent;

    /** @param told again and again, also where nothing is new: by one thread at a time */
    TitleProgress(IntConsumer told) {
        this.told = told;
    }

    void planned(TitlePlan made) {
        lock.lock();
        try {
            plan = made;
        } finally {
            lock.unlock();
        }
    }

    /** How much of a task's media is made. */
    void encoded(TitleTask task, long millis) {
        lock.lock();
        try {
            done.merge(task, millis, Math::max);
            if (plan != null) {
                show(encodedPercent(plan));
            }
        } finally {
            lock.unlock();
        }
    }

    private int encodedPercent(TitlePlan all) {
        double whole = 0;
        double made = 0;
        for (TitleTask task : all.tasks()) {
            double weight = weight(task);
            long millis = all.millis(task);
            whole += weight * millis;
            made += weight * Math.min(millis, done.getOrDefault(task, 0L));
        }
        return whole == 0 ? 0 : (int) (ENCODED * made / whole);
    }

    private static double weight(TitleTask task) {
        return switch (task.kind()) {
            case PART -> 1;
            case SOUND -> 0.1;
            default -> 0.02;
        };
    }

    /** How much is joined and stored, from when on all is encoded. */
    void joined(long millis, long of) {
        lock.lock();
        try {
            show(of <= 0 ? ENCODED : (int) (ENCODED + Math.min(millis, of) * (STORED - ENCODED) / of));
        } finally {
            lock.unlock();
        }
    }

    /** How far one child is that makes everything. */
    void made(long millis, long of) {
        lock.lock();
        try {
            show(of <= 0 ? 0 : (int) (Math.min(millis, of) * STORED / of));
        } finally {
            lock.unlock();
        }
    }

    private void show(int now) {
        percent = Math.max(percent, now);
        told.accept(percent);
    }
}
