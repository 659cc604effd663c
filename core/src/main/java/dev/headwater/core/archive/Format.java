package dev.headwater.core.archive;

import dev.headwater.core.media.Rendition;
import java.util.List;

/**
 * How a run of segments was made.
 *
 * @param targetDuration seconds
 * @param renditions best first; what they measure is of when the run began
 */
public record Format(int targetDuration, List<Rendition> renditions) {
    public Format {
        renditions = List.copyOf(renditions);
        if (targetDuration < 1 || renditions.isEmpty()) {
            throw new IllegalArgumentException("segments last, and have a rendition");
        }
    }

    /** Whether segments of the other lie in the same folders, cut alike. */
    public boolean isLike(Format other) {
        return targetDuration == other.targetDuration && names().equals(other.names());
    }

    /** Whether pictures have no sound in their segments, since it is a rendition by itself. */
    public boolean hasMainSoundApart() {
        return names().contains(Rendition.MAIN_SOUND);
    }

    public List<String> names() {
        return renditions.stream().map(Rendition::name).toList();
    }
}
