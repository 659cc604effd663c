package dev.headwater.standalone.check;

import dev.headwater.standalone.check.ts.TsTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that was seen of one media playlist.
 *
 * @param snapshots in the order they came
 * @param parts by sequence number
 */
record Watched(Declared declared, List<Snapshot> snapshots, SortedMap<Long, Part> parts) {
    /** Two segments in a row, with what the second is listed as. */
    record Pair(Part.Ts first, Part.Ts second) {
        boolean runsOn() {
            return !second.entry().discontinuity();
        }
    }

    Watched {
        snapshots = List.copyOf(snapshots);
        parts = new TreeMap<>(parts);
    }

    String name() {
        return declared.name();
    }

    /** How findings call one of its segments. */
    String at(Entry entry) {
        return name() + " #" + entry.sequence();
    }

    /** As each segment was listed last, by sequence number. */
    SortedMap<Long, Entry> entries() {
        SortedMap<Long, Entry> all = new TreeMap<>();
        snapshots.forEach(snapshot -> snapshot.entries().forEach(entry -> all.put(entry.sequence(), entry)));
        return all;
    }

    Stream<Part.Ts> transport() {
        return parts.values().stream()
                .map(part -> part instanceof Part.Ts ts ? ts : null)
                .filter(Objects::nonNull);
    }

    /** Segments that follow each other, both of which are there. */
    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        Part before = null;
        for (Part part : parts.values()) {
            if (before instanceof Part.Ts first
                    && part instanceof Part.Ts second
                    && first.entry().sequence() + 1 == second.entry().sequence()) {
                pairs.add(new Pair(first, second));
            }
            before = part;
        }
        return pairs;
    }

    /** How long a picture lasts, in seconds: what rounding may cost. */
    double frameSeconds() {
        return transport()
                .flatMap(part -> part.facts().leading().stream())
                .filter(track -> track.unitTicks() > 0)
                .findFirst()
                .map(track -> track.unitTicks() / (double) TsTrack.CLOCK)
                .orElse(0.04);
    }

    boolean isLive() {
        return !snapshots.isEmpty() && !snapshots.getLast().ended();
    }
}
