package dev.headwater.core.takedown;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells those who keep copies what is withheld, every few seconds and at once where told to {@link #look()}, and has the
 * job done beside it: copying a film must not keep the next order from the edges.
 */
public final class TakedownKeeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TakedownKeeper.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final int LOOKS_BETWEEN_SWEEPS = 720;

    private final Takedowns takedowns;
    private final TakedownJob job;
    private final Copies copies;
    private final Semaphore told = new Semaphore(0);
    private final Semaphore due = new Semaphore(0);
    private final Thread telling = Thread.ofVirtual().name("takedown-copies").unstarted(this::tellOnAndOn);
    private final Thread working = Thread.ofVirtual().name("takedown-job").unstarted(this::workOnAndOn);

    /** Whoever keeps copies of objects, such as edges. */
    @FunctionalInterface
    public interface Copies {
        /**
         * From now on serves nothing of these streams, and drops what it has of them; serves all others. Called again
         * and again with the same.
         */
        void withhold(Set<Integer> streams);
    }

    public TakedownKeeper(Takedowns takedowns, TakedownJob job, Copies copies) {
        this.takedowns = takedowns;
        this.job = job;
        this.copies = copies;
    }

    public void start() {
        telling.start();
        working.start();
    }

    /** Only tells what is withheld: the job is another's to do. */
    public void startTelling() {
        telling.start();
    }

    /** Something was ordered or lifted. */
    public void look() {
        told.release();
        due.release();
    }

    private void tellOnAndOn() {
        onAndOn(told, "tell what is withheld", () -> copies.withhold(takedowns.streams()));
    }

    private void workOnAndOn() {
        int[] looks = {0};
        onAndOn(due, "carry out takedowns", () -> {
            boolean all = looks[0]++ % LOOKS_BETWEEN_SWEEPS == 0;
            if (all || job.isDue()) {
                job.round(all);
            }
        });
    }

    /** A store at fault is no reason to stop. */
    private static void onAndOn(Semaphore signals, String what, Runnable action) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                action.run();
            } catch (RuntimeException e) {
                if (!Thread.currentThread().isInterrupted()) {
                    LOG.log(System.Logger.Level.WARNING, "could not " + what + ", and will try again", e);
                }
            }
            try {
                signals.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
                signals.drainPermits();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        telling.interrupt();
        working.interrupt();
        try {
            telling.join();
            working.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
