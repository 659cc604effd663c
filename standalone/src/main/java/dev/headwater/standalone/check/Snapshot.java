package dev.headwater.standalone.check;

import java.util.List;
import java.util.Optional;

/**
 * A media playlist as it was once.
 *
 * @param round in which refresh it came, from 0
 * @param version 1 where it does not say
 * @param type of EXT-X-PLAYLIST-TYPE
 * @param independent whether it says so itself
 */
record Snapshot(
        int round,
        int version,
        int targetDuration,
        long mediaSequence,
        long discontinuitySequence,
        boolean independent,
        Optional<String> type,
        boolean ended,
        List<Entry> entries) {
    Snapshot {
        entries = List.copyOf(entries);
    }

    double seconds() {
        return entries.stream().mapToDouble(Entry::seconds).sum();
    }

    /** One before the first where there is none. */
    long lastSequence() {
        return mediaSequence + entries.size() - 1;
    }
}
