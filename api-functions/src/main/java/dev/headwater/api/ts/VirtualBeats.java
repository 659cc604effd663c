package dev.headwater.api.ts;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that knows when, and a virtual one for each run. */
final class VirtualBeats implements Beats {
    private static final Logger LOG = LoggerFactory.getLogger(VirtualBeats.class);
    private static final Duration LAST_RUNS = Duration.ofSeconds(5);

    private final ScheduledThreadPoolExecutor timer;
    private final ExecutorService runs;

    VirtualBeats() {
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("ts-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.runs = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("ts-", 0).factory());
    }

    @Override
    public Beat every(Duration pause, Runnable task) {
        Repeated repeated = new Repeated(pause, task);
        run(repeated);
        return repeated;
    }

    @Override
    public boolean run(Runnable task) {
        try {
            runs.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("not run: the host has stopped");
            return false;
        }
    }

    @Override
    public boolean after(Duration pause, Runnable task) {
        try {
            var _ = timer.schedule(() -> run(task), pause.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("not run later: the host has stopped");
            return false;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        runs.shutdown();
        try {
            if (!runs.awaitTermination(LAST_RUNS.toSeconds(), TimeUnit.SECONDS)) {
                runs.shutdownNow();
            }
        } catch (InterruptedException e) {
            runs.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private final class Repeated implements Runnable, Beat {
        private final Duration pause;
        private final Runnable task;
        private volatile boolean stopped;

        Repeated(Duration pause, Runnable task) {
            this.pause = pause;
            this.task = task;
        }

        @Override
        public void run() {
            try {
                if (!stopped) {
                    task.run();
                }
            } catch (RuntimeException e) {
                LOG.warn("a run failed; it will be run again", e);
            } finally {
                again();
            }
        }

        private void again() {
            if (!stopped) {
                after(pause, this);
            }
        }

        @Override
        public void stop() {
            stopped = true;
        }
    }
}
