package dev.headwater.ingest.supervisor;

import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.hls.keys.SegmentCipher;
import java.util.LinkedHashMap;
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

    /** The same as it is stored under a name. */
    SegmentSet encrypted(ContentKey key, SegmentName name) {
        Map<String, byte[]> stored = new LinkedHashMap<>();
        bytes.forEach((rendition, clear) -> stored.put(rendition, SegmentCipher.encrypt(key, name, clear)));
        return new SegmentSet(millis, stored);
    }

    /** In bytes, by rendition. */
    Map<String, Long> lengths() {
        return bytes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> (long) e.getValue().length));
    }
}
