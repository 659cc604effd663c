package dev.headwater.core.archive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What of a day is kept of a channel, by ten minutes: written before the first segment of each.
 *
 * @param start of the day, in UTC
 * @param hours 24 of them, of each six bits, the lowest for its first ten minutes
 */
record Day(Instant start, List<Integer> hours) {
    private static final int HOURS = 24;
    private static final int BLOCKS = 6;

    Day {
        hours = List.copyOf(hours);
        if (hours.size() != HOURS) {
            throw new IllegalArgumentException("a day has 24 hours");
        }
    }

    static Day empty(Instant at) {
        return new Day(at.truncatedTo(ChronoUnit.DAYS), Collections.nCopies(HOURS, 0));
    }

    /** The same, with ten minutes more; itself where it has them. */
    Day with(Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        int bit = 1 << (time.getMinute() * BLOCKS / 60);
        int before = hours.get(time.getHour());
        if ((before & bit) != 0) {
            return this;
        }
        List<Integer> more = new ArrayList<>(hours);
        more.set(time.getHour(), before | bit);
        return new Day(start, more);
    }

    /** When each of its ten minutes begins that holds anything. */
    Stream<Instant> blocks() {
        return IntStream.range(0, HOURS * BLOCKS)
                .filter(block -> (hours.get(block / BLOCKS) & 1 << (block % BLOCKS)) != 0)
                .mapToObj(block -> start.plus(KeptTimes.BLOCK.multipliedBy(block)));
    }
}
