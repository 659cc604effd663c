package dev.headwater.api.ts;

import dev.headwater.core.playback.Seat;

/** A seat that stands as a test says, and counts. */
final class TestSeat implements Seat {
    volatile Standing standing = new Standing.Plays();
    volatile int looks;
    volatile int closed;

    @Override
    public synchronized Standing look() {
        looks++;
        return standing;
    }

    @Override
    public synchronized void close() {
        closed++;
    }
}
