package dev.headwater.ingest.frames;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import org.jspecify.annotations.Nullable;

/** What a child is to do: one line of JSON on its stdin, which stays open for as long as the child is to live. */
public sealed interface Job {
    /** What to encode to; null: the source is remuxed. */
    @Nullable
    Ladder ladder();

    /** How much media to make; 0: without end. */
    long maxMillis();

    /**
     * Makes media from a source.
     *
     * @param paced whether media is made no faster than it plays
     */
    record Stream(Source source, @Nullable Ladder ladder, boolean paced, long maxMillis) implements Job {}

    /**
     * Makes a still picture with a sentence on it, and silence.
     *
     * @param text of letters and spaces
     */
    record Slate(String text, Ladder ladder, long maxMillis) implements Job {}

    /** A channel's job: in real time, without end. */
    static Job live(Source source, @Nullable Ladder ladder) {
        return new Stream(source, ladder, true, 0);
    }

    /** A file's job: as fast as it goes, so much and no more. */
    static Job clip(Source source, @Nullable Ladder ladder, long millis) {
        return new Stream(source, ladder, false, millis);
    }
}
