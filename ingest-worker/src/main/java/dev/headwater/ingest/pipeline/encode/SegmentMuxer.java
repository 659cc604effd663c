package dev.headwater.ingest.pipeline.encode;

import dev.headwater.core.media.Container;
import dev.headwater.ingest.pipeline.av.SoundMissingException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * One stream in memory, taken out piece by piece. Packets come in order of their time stamps, in 1/90,000 s; none is before 0.
 */
interface SegmentMuxer extends AutoCloseable {
    /**
     * A piece of the stream.
     *
     * @param head what it is read with, the same for all pieces of a stream; empty: nothing
     * @param bytes to be read once, and no longer than whoever is given it is at it: the memory may be FFmpeg's
     */
    @SuppressWarnings("ArrayRecordComponent") // passes through
    record Piece(byte[] head, ByteBuffer bytes) {}

    /** Of pictures, or of sound alone, with a sound beside them. */
    static SegmentMuxer of(Container container, AVCodecParameters leading, @Nullable AVCodecParameters sound) {
        return switch (container) {
            case MPEG_TS -> new TsMuxer(leading, sound);
            case FMP4 -> new Fmp4Muxer(leading, sound);
        };
    }

    /** Of sound alone, to be written as audio. */
    static SegmentMuxer ofSound(Container container, AVCodecParameters sound) {
        return switch (container) {
            case MPEG_TS -> TsMuxer.ofSound(sound);
            case FMP4 -> Fmp4Muxer.ofSound(sound);
        };
    }

    /** How much later what is written is stamped, in 1/90,000 s. */
    static long later(Container container) {
        return container == Container.MPEG_TS ? TsMuxer.LATER : 0;
    }

    AVRational timeBase();

    /** A packet of what leads. Takes its contents and leaves it blank. */
    void writeVideo(AVPacket packet);

    /** A packet of the sound beside it, or of sound that is to be written as audio. It may be changed. */
    void writeAudio(AVPacket packet);

    /**
     * Hands out everything since the last call; what is written next can be read by itself, with the head.
     *
     * @param rendition what it is taken for
     * @throws SoundMissingException where there can be no head yet, since there was no packet of its sound
     */
    void takeSegment(String rendition, Consumer<Piece> to);

    @Override
    void close();
}
