package dev.headwater.api.admin.jobs;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A job as whoever does the work sees it. */
public final class RunningJob {
    private final Jobs jobs;
    private volatile Job job;
    private volatile boolean cancelled;

    RunningJob(Jobs jobs, Job job) {
        this.jobs = jobs;
        this.job = job;
    }

    /** How it stands. */
    public Job job() {
        return job;
    }

    /**
     * Says how far it is. Cheap; may be called often.
     *
     * @param all 0: not known
     * @throws CancellationException where it was cancelled: let it end the work, then say so with {@link #end}
     */
    public synchronized void at(String step, long done, long all) {
        if (cancelled) {
            throw new CancellationException("it was cancelled");
        }
        job = job.at(step, done, all);
        jobs.beat(this);
    }

    /**
     * Says how it ended; only the first word counts.
     *
     * @param error a sentence for the one who asked; null: nothing is wrong
     * @param result a small record; null: there is none
     */
    public synchronized void end(String state, @Nullable String error, @Nullable Object result) {
        if (!job.isOver()) {
            job = job.ended(state, jobs.now(), error, result);
            jobs.over(this);
            notifyAll();
        }
    }

    void cancel() {
        cancelled = true;
    }

    /** Returns when it is over, or after so long. */
    synchronized Job await(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; !job.isOver() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return job;
    }
}
