package dev.headwater.ingest.pipeline.encode;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** What a ladder encodes: pictures of the top rung's size at the ladder's frame rate, and audio, both from time 0. */
public interface LadderInput extends AutoCloseable {
    boolean hasAudio();

    /** Puts the next picture (YUV420P, writable by no one else) into a blank frame; false: there is none, ever. */
    boolean video(AVFrame into);

    /** What can be chosen beside the picture; waits until that is known. */
    default Choice choice() {
        return Choice.NONE;
    }

    /** Whether there is more to choose than when it was asked: what is made of it has to begin anew for that. */
    default boolean hasGrown() {
        return false;
    }

    /**
     * Puts the next 1,024 samples (48 kHz stereo, planar floats) into a blank frame; false: none are there in time.
     *
     * @param sound which of those that can be chosen, from 0
     */
    boolean audio(int sound, AVFrame into);

    /** Passes on what is to be read and was not passed on before, with times from the first picture on. */
    default void texts(TextSink sink) {}

    @Override
    void close();
}
