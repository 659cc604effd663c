package dev.headwater.standalone.check.ts;

import java.util.Arrays;
import java.util.List;

/**
 * One elementary stream.
 *
 * @param codec RFC 6381 as far as the stream tells; empty where it is none we know
 * @param width in pixels as shown; 0 where unknown
 * @param units in the order they came; at least one
 */
public record TsTrack(int pid, Kind kind, String codec, int width, int height, List<TsUnit> units) {
    /** Ticks a second of {@link TsUnit#pts}. */
    public static final long CLOCK = 90_000;

    private static final long WRAP = 1L << 33;

    /** What a track is. */
    public enum Kind {
        VIDEO,
        AUDIO,
        OTHER
    }

    public TsTrack {
        units = List.copyOf(units);
    }

    /** Ticks from one time to another, backwards below 0: the clock starts anew every 26 hours. */
    public static long ticks(long from, long to) {
        long ahead = Math.floorMod(to - from, WRAP);
        return ahead < WRAP / 2 ? ahead : ahead - WRAP;
    }

    /** When the first of it is presented. */
    public long first() {
        long origin = units.getFirst().pts();
        return Math.floorMod(origin + sorted()[0], WRAP);
    }

    /** When the last of it has been presented; less one {@link #unitTicks} where there is but one unit. */
    public long end() {
        long[] times = sorted();
        return Math.floorMod(units.getFirst().pts() + times[times.length - 1] + unitTicks(), WRAP);
    }

    /** How long a unit lasts: the median distance of two that follow each other; 0 where there is but one. */
    public long unitTicks() {
        long[] times = sorted();
        if (times.length < 2) {
            return 0;
        }
        long[] steps = new long[times.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }

    /** Units a second; 0 where there is but one. */
    public double rate() {
        long[] times = sorted();
        long span = times[times.length - 1] - times[0];
        return span == 0 ? 0 : (times.length - 1) * (double) CLOCK / span;
    }

    private long[] sorted() {
        long origin = units.getFirst().pts();
        return units.stream()
                .mapToLong(unit -> ticks(origin, unit.pts()))
                .sorted()
                .toArray();
    }
}
