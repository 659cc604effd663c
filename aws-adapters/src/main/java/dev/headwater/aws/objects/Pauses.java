package dev.headwater.aws.objects;

import dev.headwater.core.Pause;
import dev.headwater.core.store.StoreException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits between attempts, longer each time and never as long as another who waits for the same. */
final class Pauses {
    private static final int FIRST_MILLIS = 25;

    private final Pause pause;
    private final RandomGenerator random;

    Pauses(Pause pause, RandomGenerator random) {
        this.pause = pause;
        this.random = random;
    }

    /** @param failed attempts so far */
    void after(int failed) {
        int most = FIRST_MILLIS << Math.min(failed, 6);
        pause.of(Duration.ofMillis(most / 2 + random.nextInt(most / 2)));
        if (Thread.currentThread().isInterrupted()) {
            throw new StoreException("interrupted while waiting for the object store");
        }
    }
}
