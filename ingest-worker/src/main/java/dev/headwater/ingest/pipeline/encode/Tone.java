package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;

import dev.headwater.ingest.pipeline.av.Av;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** 1 kHz for the first 100 ms of every second, on both channels. */
final class Tone implements AutoCloseable {
    private static final int BEEP = Encoders.SAMPLE_RATE / 10;
    private static final int FADE = Encoders.SAMPLE_RATE / 200;
    private static final double LOUDNESS = 0.25;

    private final float[] second = new float[Encoders.SAMPLE_RATE];
    private final float[] block = new float[Encoders.AUDIO_FRAME];
    private final AVFrame samples = av_frame_alloc();
    private int at;

    /** @param startMillis time of day of the first sample, in ms since 1970 */
    Tone(long startMillis) {
        for (int i = 0; i < BEEP; i++) {
            double fade = Math.min(1, Math.min(i, BEEP - i) / (double) FADE);
            second[i] = (float) (LOUDNESS * fade * Math.sin(2 * Math.PI * 1000 * i / Encoders.SAMPLE_RATE));
        }
        this.at = (int) (Math.floorMod(startMillis, 1000L) * Encoders.SAMPLE_RATE / 1000);
        samples.format(AV_SAMPLE_FMT_FLTP);
        samples.sample_rate(Encoders.SAMPLE_RATE);
        samples.nb_samples(Encoders.AUDIO_FRAME);
        av_channel_layout_default(samples.ch_layout(), 2);
        Av.check(av_frame_get_buffer(samples, 0), "no memory for audio");
    }

    void next(AVFrame into) {
        Av.check(av_frame_make_writable(samples), "no memory for audio");
        for (int i = 0; i < block.length; i++) {
            block[i] = second[(at + i) % second.length];
        }
        at = (at + block.length) % second.length;
        for (int channel = 0; channel < 2; channel++) {
            new FloatPointer(samples.data(channel)).put(block, 0, block.length);
        }
        Av.check(av_frame_ref(into, samples), "no memory for audio");
    }

    @Override
    public void close() {
        av_frame_free(samples);
    }
}
