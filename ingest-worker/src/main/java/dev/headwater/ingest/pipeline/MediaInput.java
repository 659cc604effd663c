package dev.headwater.ingest.pipeline;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** One video stream and the audio that goes with it, packet by packet. The first packet is a key frame, shown at 0. */
interface MediaInput extends AutoCloseable {
    /** What a packet is. LOOPED is none: a cut was met, and what was decoded so far is to be drained. */
    enum Read {
        VIDEO,
        AUDIO,
        LOOPED
    }

    AVCodecParameters video();

    /** Null where it has none. */
    @Nullable
    AVCodecParameters audio();

    AVRational videoTime();

    /** Only where there is audio. */
    AVRational audioTime();

    /** 0: unknown. */
    double frameRate();

    /** Bit/s of everything together; 0: unknown. */
    long bitRate();

    /** How fast what it reads is to be passed on. */
    Pacer pacer();

    /** Fills a blank packet with time stamps that only grow. */
    Read next(AVPacket packet);

    /** Has a read that waits end soon, with a failure; from any thread. What never waits for long need not do anything. */
    default void cancel() {}

    @Override
    void close();
}
