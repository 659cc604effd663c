package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.hls.SegmentForm;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.hls.keys.SegmentCipher;
import dev.headwater.core.media.Container;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The same two seconds on every rendition.
 *
 * @param bytes by rendition
 * @param heads by rendition, of those that are read with one; empty: it is MPEG-TS
 */
public record SegmentSet(int millis, Map<String, byte[]> bytes, Map<String, byte[]> heads) {
    /** MPEG-TS. */
    public SegmentSet(int millis, Map<String, byte[]> bytes) {
        this(millis, bytes, Map.of());
    }

    long size() {
        return bytes.values().stream().mapToLong(b -> b.length).sum();
    }

    SegmentForm form(String rendition) {
        return SegmentForm.of(rendition, heads.isEmpty() ? Container.MPEG_TS : Container.FMP4);
    }

    /** The same as it is stored under a name. Heads stay in the clear. */
    public SegmentSet encrypted(ContentKey key, SegmentName name) {
        Map<String, byte[]> stored = new LinkedHashMap<>();
        bytes.forEach((rendition, clear) -> stored.put(rendition, SegmentCipher.encrypt(key, name, clear)));
        return new SegmentSet(millis, stored, heads);
    }

    /** In bytes, by rendition. */
    public Map<String, Long> lengths() {
        return bytes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> (long) e.getValue().length));
    }
}
