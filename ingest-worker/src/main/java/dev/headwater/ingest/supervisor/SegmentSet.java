package dev.headwater.ingest.supervisor;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The same two seconds on every rendition.
 *
 * @param bytes by rendition
 */
record SegmentSet(int millis, Map<String, byte[]> bytes) {
    long size() {
        return bytes.values().stream().mapToLong(b -> b.length).sum();
    }

    /** In bytes, by rendition. */
    Map<String, Long> lengths() {
        return bytes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> (long) e.getValue().length));
    }
}
