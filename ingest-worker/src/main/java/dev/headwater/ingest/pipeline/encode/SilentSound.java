package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Nothing to hear, encoded, for a feed without sound where there is something to hear otherwise. */
public final class SilentSound implements AutoCloseable {
    private static final int BITS = 64_000;

    private final Encoder encoder = Encoders.aac(BITS);
    private final Silence silence = new Silence();
    private final AVFrame samples = av_frame_alloc();
    private final SoundSink sink;
    private long made;

    /** @param sink is given packets from one second on, as all that is copied begins there */
    public SilentSound(SoundSink sink) {
        this.sink = sink;
    }

    public AVCodecParameters codec() {
        return encoder.parameters();
    }

    /** Makes as much as a picture at that time is heard with. */
    public void upTo(double seconds) {
        while ((double) made / Encoders.SAMPLE_RATE < seconds) {
            silence.next(samples);
            samples.pts(made + Encoders.SAMPLE_RATE);
            made += Encoders.AUDIO_FRAME;
            encoder.encode(samples, sink::audio);
            av_frame_unref(samples);
        }
    }

    @Override
    public void close() {
        av_frame_free(samples);
        silence.close();
        encoder.close();
    }
}
