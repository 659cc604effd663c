package dev.headwater.core.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/** Which ten minutes of a channel's past hold anything: little enough to ask for whole weeks of it. */
public final class KeptTimes {
    static final Duration BLOCK = Duration.ofMinutes(10);

    private final long first;
    private final BitSet blocks;

    private KeptTimes(long first, BitSet blocks) {
        this.first = first;
        this.blocks = blocks;
    }

    /** @param days of one channel, in any order */
    static KeptTimes of(Iterable<Day> days, Instant from) {
        long first = number(from);
        BitSet blocks = new BitSet();
        for (Day day : days) {
            day.blocks()
                    .map(KeptTimes::number)
                    .filter(number -> number >= first)
                    .forEach(number -> blocks.set(Math.toIntExact(number - first)));
        }
        return new KeptTimes(first, blocks);
    }

    /** Whether anything is kept of a time, to ten minutes. */
    public boolean any(Instant from, Instant to) {
        int begin = Math.toIntExact(Math.max(0, number(from) - first));
        int next = blocks.nextSetBit(begin);
        return next >= 0 && first + next <= number(to.minusNanos(1));
    }

    /** When the ten minutes began that a time lies in. */
    static Instant block(Instant at) {
        return Instant.ofEpochSecond(number(at) * BLOCK.toSeconds());
    }

    static long number(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), BLOCK.toSeconds());
    }
}
