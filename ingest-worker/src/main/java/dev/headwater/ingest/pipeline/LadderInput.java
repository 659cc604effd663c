package dev.headwater.ingest.pipeline;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** What a ladder encodes: pictures of the top rung's size at the ladder's frame rate, and audio, both from time 0. */
interface LadderInput extends AutoCloseable {
    boolean hasAudio();

    /** Puts the next picture (YUV420P, writable by no one else) into a blank frame; false: there is none, ever. */
    boolean video(AVFrame into);

    /** Puts the next 1,024 samples (48 kHz stereo, planar floats) into a blank frame; false: none are there in time. */
    boolean audio(AVFrame into);

    @Override
    void close();
}
