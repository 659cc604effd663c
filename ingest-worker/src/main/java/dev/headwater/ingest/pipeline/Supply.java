package dev.headwater.ingest.pipeline;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Pictures and samples of one feed in a ladder's shape, as far as they have come. Time begins at its first picture. */
interface Supply extends AutoCloseable {
    /** Puts the next picture into a blank frame; false: it has not come yet. */
    boolean picture(AVFrame into);

    /** Puts the next samples into a blank frame; false: they have not come yet, or never will. */
    boolean samples(AVFrame into);

    /** How many frames of samples were taken. */
    long samplesTaken();

    /** Whether samples that have not come yet are worth waiting for. */
    boolean awaitsSamples();

    /** How far its pictures may be shown ahead of the clock, in seconds. */
    double lead();

    /** How much of it waits to be shown, in seconds. */
    double secondsWaiting();

    @Override
    void close();
}
