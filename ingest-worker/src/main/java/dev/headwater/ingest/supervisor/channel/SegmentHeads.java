package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.hls.SegmentName;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The heads that segments are read with: stored when they change, under the name of the first segment they are for, and once
 * an hour, so that they lie beside every segment that names them and are deleted with its hour. For one thread.
 */
final class SegmentHeads {
    private final SegmentUploader uploader;
    private Map<String, byte[]> stored = Map.of();
    private @Nullable SegmentName name;

    SegmentHeads(SegmentUploader uploader) {
        this.uploader = uploader;
    }

    /**
     * Has those of a segment stored.
     *
     * @param segment its name
     * @return false: the deadline passed, and nothing may name the segment
     */
    boolean store(SegmentName segment, SegmentSet set, long deadline) throws InterruptedException {
        SegmentName known = name;
        boolean isStored = known != null && known.hour().equals(segment.hour()) && areEqual(set.heads(), stored);
        if (isStored || set.heads().isEmpty()) {
            return true;
        }
        if (!uploader.uploadHeads(segment, set, deadline)) {
            return false;
        }
        stored = set.heads();
        name = segment;
        return true;
    }

    /** What a segment is read with whose heads were {@linkplain #store stored} just now; null: it has none. */
    @Nullable
    String nameFor(SegmentSet set) {
        return set.heads().isEmpty() ? null : String.valueOf(name);
    }

    private static boolean areEqual(Map<String, byte[]> one, Map<String, byte[]> other) {
        return one.keySet().equals(other.keySet())
                && one.keySet().stream().allMatch(rendition -> Arrays.equals(one.get(rendition), other.get(rendition)));
    }
}
