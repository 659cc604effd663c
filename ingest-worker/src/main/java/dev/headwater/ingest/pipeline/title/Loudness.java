package dev.headwater.ingest.pipeline.title;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.ingest.frames.TitlePlan;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * How loud a film is as a whole (EBU R 128, ITU-R BS.1770).
 *
 * @param integrated in LUFS; -70 and below: nothing was to be heard
 * @param peak the highest true peak, in dBTP
 */
record Loudness(double integrated, double peak) {
    /** What films are brought to, in LUFS. */
    static final double TARGET = -16;

    /** What no peak is brought above, in dBTP: the encoder adds up to one to it, and -1 is to be kept. */
    static final double CEILING = -2;

    /** Below this there is next to nothing, and what would be made louder is noise. */
    private static final double NEAR_SILENCE = -45;

    private static final double MOST = 20;
    private static final String FILTER = "ebur128@loudness";

    /** By how many dB the whole film is made louder: one figure, so that quiet scenes stay quiet beside loud ones. */
    double gain() {
        if (!Double.isFinite(integrated) || !Double.isFinite(peak) || integrated < NEAR_SILENCE) {
            return 0;
        }
        return Math.round(100 * Math.min(Math.min(TARGET - integrated, MOST), CEILING - peak)) / 100.0;
    }

    /** @param sound as of {@link TitleSound#samples} */
    static Loudness measure(TitleSource source, TitlePlan plan, int sound, LongConsumer progress) {
        AVFrame frame = av_frame_alloc();
        try (FilteredSound samples =
                new FilteredSound(TitleSound.samples(source, plan, sound), FILTER + "=peak=true:framelog=quiet")) {
            long read = 0;
            while (samples.take(frame)) {
                read += frame.nb_samples();
                av_frame_unref(frame);
                progress.accept(TitleSound.millis(read));
            }
            return read == 0
                    ? new Loudness(Double.NEGATIVE_INFINITY, 0)
                    : new Loudness(samples.found(FILTER, "integrated"), samples.found(FILTER, "true_peak"));
        } finally {
            av_frame_free(frame);
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f LUFS, true peak %.1f dBTP", integrated, peak);
    }
}
