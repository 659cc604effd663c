package dev.headwater.ingest.frames;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import org.jspecify.annotations.Nullable;

/**
 * What a child is to do: one line of JSON on its stdin, which stays open for as long as the child is to live.
 *
 * @param ladder what to encode to; null: the source is remuxed
 * @param paced whether media is made no faster than it plays
 * @param maxMillis how much media to make; 0: without end
 */
public record Job(Source source, @Nullable Ladder ladder, boolean paced, long maxMillis) {
    /** A channel's job: in real time, without end. */
    public static Job live(Source source, @Nullable Ladder ladder) {
        return new Job(source, ladder, true, 0);
    }

    /** A file's job: as fast as it goes, so much and no more. */
    public static Job clip(Source source, @Nullable Ladder ladder, long millis) {
        return new Job(source, ladder, false, millis);
    }
}
