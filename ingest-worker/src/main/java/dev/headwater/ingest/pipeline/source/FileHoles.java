package dev.headwater.ingest.pipeline.source;

import dev.headwater.ingest.pipeline.av.Av;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Holes in a file's time stamps, as recordings have them where something was lost. They are left out: nobody is to look at
 * a picture that stands still for minutes, and whoever watches over sources would take it for one that is dead.
 */
final class FileHoles {
    /** In seconds; a picture that is meant to stand does so for less. */
    private static final double LONGEST = 4;

    private FileHoles() {}

    /**
     * How much of the way from one picture to the next is a hole.
     *
     * @param ahead how far the next is behind the one before, in decoding order
     * @param step how long the one before is said to last
     */
    static long of(long ahead, long step, AVRational time) {
        double tick = Av.value(time);
        if (ahead * tick <= LONGEST) {
            return 0;
        }
        return ahead - (step > 0 && step * tick <= LONGEST ? step : 1);
    }
}
