package dev.headwater.ingest.pipeline.onair;

import dev.headwater.ingest.pipeline.encode.TextSink;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Pictures and samples of one feed in a ladder's shape, as far as they have come. Time begins at its first picture. */
interface Supply extends AutoCloseable {
    /** Puts the next picture into a blank frame; false: it has not come yet. */
    boolean picture(AVFrame into);

    /** Puts the next samples of one of the sounds that are offered into a blank frame; false: they have not come yet, or never will. */
    boolean samples(int sound, AVFrame into);

    /** How many frames of samples were taken. */
    long samplesTaken(int sound);

    /** Whether samples that have not come yet are worth waiting for. */
    boolean awaitsSamples(int sound);

    /** Passes on what is to be read and was not passed on before. */
    default void texts(TextSink sink) {}

    /** How far its pictures may be shown ahead of the clock, in seconds. */
    double lead();

    /** How much of it waits to be shown, in seconds. */
    double secondsWaiting();

    @Override
    void close();
}
