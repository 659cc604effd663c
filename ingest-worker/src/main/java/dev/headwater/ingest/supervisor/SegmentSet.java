package dev.headwater.ingest.supervisor;

import java.util.Map;

/**
 * The same two seconds on every rendition.
 *
 * @param bytes by rendition
 */
record SegmentSet(int millis, Map<String, byte[]> bytes) {
    long size() {
        return bytes.values().stream().mapToLong(b -> b.length).sum();
    }
}
