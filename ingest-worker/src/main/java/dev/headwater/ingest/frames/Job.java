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

    /**
     * Does something for a film, as fast as it goes. What is done lies in its folder under the {@linkplain TitleTask task's
     * name}, and is not done again.
     *
     * @param ladder the most it is encoded to; what would be larger than the file's own picture is left out
     * @param maxMillis of a file that is longer nothing is made
     * @param folder the film's own: a {@link TitlePlan}, what was made so far, and in the end the MP4 as {@value #FILE}
     * @param threads for each decoder and encoder
     * @param partMillis how long a part is, a whole number of segments; a film shorter than two of them is made in one
     */
    record Title(
            Source source, Ladder ladder, long maxMillis, String folder, int threads, long partMillis, TitleTask task)
            implements Job {
        /** Name of the progressive file. */
        public static final String FILE = "title.mp4";
    }

    /** Says what a file is and makes nothing of it. */
    record Probe(Source source) implements Job {
        @Override
        public @Nullable Ladder ladder() {
            return null;
        }

        @Override
        public long maxMillis() {
            return 0;
        }
    }

    /** A channel's job: in real time, without end. */
    static Job live(Source source, @Nullable Ladder ladder) {
        return new Stream(source, ladder, true, 0);
    }

    /** A file's job: as fast as it goes, so much and no more. */
    static Job clip(Source source, @Nullable Ladder ladder, long millis) {
        return new Stream(source, ladder, false, millis);
    }
}
