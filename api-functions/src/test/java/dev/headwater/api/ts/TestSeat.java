package dev.headwater.api.ts;

import dev.headwater.core.playback.Seat;
import dev.headwater.core.store.StoreException;

/** A seat that stands as a test says, and counts. */
final class TestSeat implements Seat {
    volatile Standing standing = new Standing.Plays();
    volatile int looks;
    volatile int closed;
    /** How often giving it back fails. */
    volatile int faults;

    @Override
    public synchronized Standing look() {
        looks++;
        return standing;
    }

    @Override
    public synchronized void close() {
        if (faults > 0) {
            faults--;
            throw new StoreException("the test said so");
        }
        closed++;
    }
}
