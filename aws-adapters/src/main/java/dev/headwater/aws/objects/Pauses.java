package dev.headwater.aws.objects;

import dev.headwater.core.store.StoreException;
import java.util.random.RandomGenerator;

/** Waits between attempts, longer each time and never as long as another who waits for the same. */
final class Pauses {
    private static final int FIRST_MILLIS = 25;

    private final RandomGenerator random;

    Pauses(RandomGenerator random) {
        this.random = random;
    }

    /** @param failed attempts so far */
    void after(int failed) {
        int most = FIRST_MILLIS << Math.min(failed, 6);
        try {
            Thread.sleep(most / 2 + random.nextInt(most / 2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for the object store", e);
        }
    }
}
