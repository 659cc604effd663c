package dev.headwater.ingest.pipeline.source;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import dev.headwater.ingest.pipeline.av.Pacer;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * One video stream and what is heard and read beside it, packet by packet. The first packet is shown at 0, and is a key
 * frame where one came in time.
 */
public interface MediaInput extends AutoCloseable {
    /** What a packet is. LOOPED is none: a cut was met, and what was decoded so far is to be drained. */
    enum Read {
        VIDEO,
        /** Of the first sound. */
        AUDIO,
        /** Of another sound, or of a text: the packet's stream is its {@linkplain Streams place}. */
        BESIDE,
        LOOPED
    }

    /** Of the picture, or of the sound that leads where there is none. */
    AVCodecParameters video();

    AVRational videoTime();

    /** By place: the first is heard unless asked otherwise. */
    List<Beside> sounds();

    /** By place, from {@link Streams#TEXTS} on. */
    List<Beside> texts();

    /** Subtitles that are bitmaps, by place, from {@link Streams#BITMAPS} on; none where they were not asked for. */
    default List<Beside> bitmaps() {
        return List.of();
    }

    /** What is there and is not brought, in an operator's words; empty: nothing. */
    String leftOut();

    /** 0: unknown. */
    double frameRate();

    /** Bit/s of everything together; 0: unknown. */
    long bitRate();

    /** How fast what it reads is to be passed on. */
    Pacer pacer();

    /** Fills a blank packet with time stamps that only grow. */
    Read next(AVPacket packet);

    /** Sound that leads may be cut anywhere, whatever its container says of it. */
    static void markSound(AVCodecParameters leading, AVPacket packet) {
        if (leading.codec_type() == AVMEDIA_TYPE_AUDIO) {
            packet.flags(packet.flags() | AV_PKT_FLAG_KEY);
        }
    }

    /** Has a read that waits end soon, with a failure; from any thread. What never waits for long need not do anything. */
    default void cancel() {}

    @Override
    void close();
}
