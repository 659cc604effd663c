package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.frames.Frame;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts a child's segments together, one of every rendition, in order. */
public final class SegmentAssembler {
    /** Renditions that are further apart than this do not come from one picture. */
    private static final int MAX_APART = 3;

    private final Set<String> renditions;
    private final int targetDuration;
    private final TreeMap<Long, SegmentSet> partial = new TreeMap<>();
    private long next;

    /** @param targetDuration seconds, as the window declares it */
    public SegmentAssembler(List<Rendition> opened, int targetDuration) {
        this.targetDuration = targetDuration;
        this.renditions = opened.stream().map(Rendition::name).collect(Collectors.toSet());
    }

    /** All but subtitles, which have no heads. */
    private static Set<String> played(Set<String> renditions) {
        return renditions.stream().filter(name -> !Rendition.isText(name)).collect(Collectors.toSet());
    }

    /**
     * Adds a segment. None may be longer than the target duration, rounded to seconds (RFC 8216bis §4.4.3.1): players may
     * give up a playlist that breaks its word.
     *
     * @return the set it completes
     * @throws IOException where the child does not keep to what it opened
     */
    public Optional<SegmentSet> add(Frame.Segment segment) throws IOException {
        if (!renditions.contains(segment.rendition())) {
            throw new IOException("the child sent a rendition it had not opened");
        }
        if (Math.round(segment.millis() / 1000.0) > targetDuration) {
            throw new IOException("the child sent a segment of " + segment.millis()
                    + " ms, and the playlist allows no more than " + targetDuration + " s");
        }
        SegmentSet set = partial.computeIfAbsent(
                segment.index(),
                index -> new SegmentSet(segment.millis(), new LinkedHashMap<>(), new LinkedHashMap<>()));
        boolean twice = set.bytes().put(segment.rendition(), segment.bytes()) != null;
        if (segment.head().length > 0) {
            set.heads().put(segment.rendition(), segment.head());
        }
        if (twice || segment.index() < next || set.millis() != segment.millis() || partial.size() > MAX_APART) {
            throw new IOException("the child's renditions do not agree");
        }
        if (set.bytes().size() < renditions.size()) {
            return Optional.empty();
        }
        if (segment.index() != next++) {
            throw new IOException("the child left a segment out");
        }
        if (!set.heads().isEmpty()
                && !set.heads().keySet().containsAll(played(set.bytes().keySet()))) {
            throw new IOException("the child sent fragments without what they are read with");
        }
        return Optional.ofNullable(partial.remove(segment.index()));
    }
}
