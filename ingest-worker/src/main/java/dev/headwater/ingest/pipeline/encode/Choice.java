package dev.headwater.ingest.pipeline.encode;

import dev.headwater.core.media.Container;
import dev.headwater.core.media.Track;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be heard and read beside a picture.
 *
 * @param sounds the first lies beside the picture, in the same segments, unless it {@linkplain #isApart has its own}; one or none leaves nothing to choose
 */
public record Choice(List<Track> sounds, List<Track> texts) {
    public static final Choice NONE = new Choice(List.of(), List.of());

    public Choice {
        sounds = List.copyOf(sounds);
        texts = List.copyOf(texts);
    }

    /**
     * Whether the main sound is a rendition by itself, so that another can be chosen instead of it: players put no part of an
     * fMP4 aside, as they do with MPEG-TS.
     */
    public boolean isApart(Container container) {
        return container == Container.FMP4 && sounds.size() > 1;
    }

    /** What is said of a sound that is a rendition by itself. */
    public Track sound(int n) {
        Track one = sounds.get(n);
        return n > 0 ? one : new Track(Track.Kind.AUDIO, one.language(), one.label(), true);
    }

    /** What is said of the picture's rendition; null: nothing, since no other sound can be chosen. */
    @Nullable
    public Track main() {
        if (sounds.size() < 2) {
            return null;
        }
        Track main = sounds.getFirst();
        return new Track(Track.Kind.VIDEO, main.language(), main.label(), true);
    }
}
