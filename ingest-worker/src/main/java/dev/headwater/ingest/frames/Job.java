package dev.headwater.ingest.frames;

import dev.headwater.core.media.Container;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a child is to do: one line of JSON on its stdin, which stays open for as long as the child is to live. */
public sealed interface Job {
    /** What to encode to; null: the source is remuxed. */
    @Nullable
    Ladder ladder();

    /** How much media to make; 0: without end. */
    long maxMillis();

    /**
     * Makes media from sources, one at a time.
     *
     * @param sources in order of priority
     * @param hotStandby whether the next one is read along with the one on air
     * @param paced whether it is a channel, which is made as it plays and stays on air whatever its sources do; else it is
     *     made as fast as it goes, of the first source alone, and whatever that does wrong ends it
     * @param stableMillis how long a better source must have been well before it is put on air again
     * @param contentFailover whether a source that is encoded is left for the next where it is black, stands still or is silent
     * @param avoided the place of a source that is tried last, and not returned to for some minutes: it brought a child to a
     *     stop; {@value #NONE}: none
     * @param burnIn the language of subtitles that are bitmaps, to be drawn into what is encoded; null: none
     * @param container what its segments are to be
     */
    record Stream(
            List<Source> sources,
            @Nullable Ladder ladder,
            boolean hotStandby,
            boolean paced,
            long maxMillis,
            long stableMillis,
            boolean contentFailover,
            int avoided,
            @Nullable String burnIn,
            Container container)
            implements Job {
        public static final int NONE = -1;

        public Stream(
                List<Source> sources,
                @Nullable Ladder ladder,
                boolean hotStandby,
                boolean paced,
                long maxMillis,
                long stableMillis) {
            this(sources, ladder, hotStandby, paced, maxMillis, stableMillis, false, NONE, null);
        }

        /** In MPEG-TS. */
        public Stream(
                List<Source> sources,
                @Nullable Ladder ladder,
                boolean hotStandby,
                boolean paced,
                long maxMillis,
                long stableMillis,
                boolean contentFailover,
                int avoided,
                @Nullable String burnIn) {
            this(
                    sources,
                    ladder,
                    hotStandby,
                    paced,
                    maxMillis,
                    stableMillis,
                    contentFailover,
                    avoided,
                    burnIn,
                    Container.MPEG_TS);
        }

        public Stream {
            sources = List.copyOf(sources);
            if (sources.isEmpty()) {
                throw new IllegalArgumentException("there is no source");
            }
        }

        /** The same of other sources. */
        public Stream of(List<Source> others) {
            return with(others, container);
        }

        /** The same in other segments. */
        public Stream in(Container other) {
            return with(sources, other);
        }

        private Stream with(List<Source> others, Container other) {
            return new Stream(
                    others,
                    ladder,
                    hotStandby,
                    paced,
                    maxMillis,
                    stableMillis,
                    contentFailover,
                    avoided,
                    burnIn,
                    other);
        }
    }

    /**
     * Makes still pictures with a sentence on each, and silence, one after another.
     *
     * @param ladder its first rung is what each is encoded to, under the name of its own rendition
     * @param maxMillis of each
     */
    record Slates(List<Sentence> sentences, Ladder ladder, long maxMillis) implements Job {
        public Slates {
            sentences = List.copyOf(sentences);
        }

        /** @param text of letters and spaces */
        public record Sentence(String rendition, String text) {}
    }

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

    /**
     * Says what a source is and makes nothing of it.
     *
     * @param channel whether it is one of a channel, and is read for a while; else it is a title's
     */
    record Probe(Source source, boolean channel) implements Job {
        public Probe(Source source) {
            this(source, false);
        }

        @Override
        public @Nullable Ladder ladder() {
            return null;
        }

        @Override
        public long maxMillis() {
            return 0;
        }
    }

    /** How long a better source must have been well where nothing else is said, in ms. */
    long STABLE_MILLIS = 10_000;

    /** A channel's job: in real time, without end. */
    static Job live(List<Source> sources, @Nullable Ladder ladder, boolean hotStandby) {
        return new Stream(sources, ladder, hotStandby, true, 0, STABLE_MILLIS);
    }

    /** A channel's job that has one source. */
    static Job live(Source source, @Nullable Ladder ladder) {
        return live(List.of(source), ladder, false);
    }

    /** A file's job: as fast as it goes, so much and no more. */
    static Job clip(Source source, @Nullable Ladder ladder, long millis) {
        return new Stream(List.of(source), ladder, false, false, millis, STABLE_MILLIS);
    }
}
