package dev.headwater.edge;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much has been sent in the last two seconds. A ring of eight quarters of a second, and one that is being filled:
 * whoever comes first in a new quarter puts a new counter into its place.
 */
final class Meter {
    private static final Duration QUARTER = Duration.ofMillis(250);
    private static final int QUARTERS = 8;
    private static final double BITS_PER_MEGABIT = 1e6;

    private final InstantSource clock;
    private final AtomicReferenceArray<Slot> ring = new AtomicReferenceArray<>(QUARTERS + 1);

    private record Slot(long quarter, LongAdder bytes) {}

    Meter(InstantSource clock) {
        this.clock = clock;
    }

    void sent(long bytes) {
        long quarter = now();
        int place = place(quarter);
        Slot slot = ring.get(place);
        while (slot == null || slot.quarter() != quarter) {
            ring.compareAndSet(place, slot, new Slot(quarter, new LongAdder()));
            slot = ring.get(place);
        }
        slot.bytes().add(bytes);
    }

    /** Mbit/s over the last eight quarters that are over. */
    double mbps() {
        long quarter = now();
        long bytes = 0;
        for (long past = quarter - QUARTERS; past < quarter; past++) {
            Slot slot = ring.get(place(past));
            bytes += slot != null && slot.quarter() == past ? slot.bytes().sum() : 0;
        }
        return bytes * Byte.SIZE / BITS_PER_MEGABIT / (QUARTER.toMillis() * QUARTERS / 1e3);
    }

    private long now() {
        return clock.millis() / QUARTER.toMillis();
    }

    private static int place(long quarter) {
        return (int) Math.floorMod(quarter, QUARTERS + 1L);
    }
}
