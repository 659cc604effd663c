package dev.headwater.ingest.frames;

import dev.headwater.core.media.Rendition;
import java.util.List;

/** One message of a child to its supervisor. */
public sealed interface Frame {
    /**
     * A source was opened and every rendition's first key frame is known. Sent before any segment, and again wherever the
     * segments that follow are of another make: then their indices begin anew, and they do not follow on those before.
     */
    record Opened(List<Rendition> renditions) implements Frame {
        public Opened {
            renditions = List.copyOf(renditions);
        }
    }

    /**
     * A finished segment of one rendition.
     *
     * @param rendition its name, as opened
     * @param index counted from 0 by this child; the same index is the same time on every rendition
     * @param millis its duration
     * @param head the media initialization section it is read with: with every segment, since any of them may be the first
     *     that is stored; empty: it needs none
     * @param bytes MPEG-TS, beginning with PAT, PMT and a key frame, or a fragment of an MP4 that begins with one
     */
    @SuppressWarnings("ArrayRecordComponent") // megabytes that pass through: copying them would be the only cost here
    record Segment(String rendition, long index, int millis, byte[] head, byte[] bytes) implements Frame {
        private static final byte[] NOTHING = {};

        /** One that is read by itself. */
        public Segment(String rendition, long index, int millis, byte[] bytes) {
            this(rendition, index, millis, NOTHING, bytes);
        }
    }

    /**
     * An audio stream.
     *
     * @param codec as FFmpeg calls it
     * @param language as the stream says, three letters as a rule; empty: it does not
     * @param sampleRate in Hz
     */
    record AudioTrack(String codec, String language, int channels, int sampleRate) {}

    /**
     * A stream of subtitles.
     *
     * @param codec as FFmpeg calls it
     * @param language as {@link AudioTrack#language}
     * @param use what is made of it
     */
    record SubtitleTrack(String codec, String language, Use use) {
        /** What a channel makes of subtitles. */
        public enum Use {
            /** Text: offered to viewers. */
            TEXT,
            /** Bitmaps: drawn into the picture where that is asked for. */
            BITMAP,
            /** Of a format that is not read. */
            NONE
        }
    }

    /**
     * What a title or a channel's source is, told before anything is made of it.
     *
     * @param millis how long it says it is; 0: it does not say
     * @param video codec as FFmpeg calls it; empty: it has none
     * @param audio codec as FFmpeg calls it; empty: it has none
     * @param width in pixels, as shown; 0 without video
     * @param height in pixels; 0 without video
     * @param frameRate 0 where unknown
     * @param tracks every audio stream; empty of a title
     * @param subtitles every stream of subtitles; empty of a title
     * @param bitRate of everything together, in bit/s, as measured; 0: unknown
     * @param notCopied why it can not be copied, only encoded anew; empty: it can, or is a title
     */
    record Probed(
            long millis,
            String video,
            String audio,
            int width,
            int height,
            double frameRate,
            List<AudioTrack> tracks,
            List<SubtitleTrack> subtitles,
            long bitRate,
            String notCopied)
            implements Frame {
        public Probed {
            tracks = List.copyOf(tracks);
            subtitles = List.copyOf(subtitles);
        }

        /** Of a title. */
        public Probed(long millis, String video, String audio, int width, int height, double frameRate) {
            this(millis, video, audio, width, height, frameRate, List.of(), List.of(), 0, "");
        }
    }

    /**
     * A title is made, to its end. The last frame of such a child.
     *
     * @param mediaMillis how long it turned out to be
     */
    record Finished(long mediaMillis) implements Frame {}

    /**
     * What is shown from here on.
     *
     * @param source its place among the job's sources, from 0; {@value #SLATE}: none works, and the slate is shown
     */
    record OnAir(int source) implements Frame {
        public static final int SLATE = -1;
    }

    /**
     * An attempt at a source failed, whether it was on air or not.
     *
     * @param source its place among the job's sources, from 0
     * @param text why, in an operator's words, without credentials
     */
    record SourceFailed(int source, String text) implements Frame {}

    /**
     * What a channel shows now.
     *
     * @param jpeg a small picture
     */
    @SuppressWarnings("ArrayRecordComponent") // passes through
    record Still(byte[] jpeg) implements Frame {}

    /**
     * What viewers may not like though the channel is on air, from here on.
     *
     * @param text in an operator's words, without credentials; empty: nothing any more
     */
    record Warning(String text) implements Frame {}

    /** What the child is doing, in an operator's words, without credentials. */
    record State(String text) implements Frame {}

    /** Why the child gives up, in an operator's words, without credentials. Its last frame. */
    record Failure(String text) implements Frame {}

    /**
     * Sent every second, whatever happens.
     *
     * @param mediaMillis how much media was made so far: a child that lives but stands still shows here
     * @param bitRate of the source on air, in bit/s over the last seconds; 0: unknown
     */
    record Heartbeat(long mediaMillis, long bitRate) implements Frame {
        public Heartbeat(long mediaMillis) {
            this(mediaMillis, 0);
        }
    }
}
