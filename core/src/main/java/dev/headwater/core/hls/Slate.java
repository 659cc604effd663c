package dev.headwater.core.hls;

import dev.headwater.core.media.Rendition;
import java.time.Duration;
import java.util.List;

/**
 * A slate as it lies in the object store: a rendition of stream {@value #STREAM}, made once.
 *
 * @param look of what it was made from: another look is made anew
 * @param rendition named by the reason and the {@link SlateForm}
 * @param segments all of it, {@link #LENGTH} together
 */
public record Slate(SlateReason reason, int look, Rendition rendition, List<Segment> segments) {
    /** Channels, movies and episodes count from 1. */
    public static final int STREAM = 0;

    public static final Duration LENGTH = Duration.ofSeconds(10);

    public Slate {
        segments = List.copyOf(segments);
    }
}
