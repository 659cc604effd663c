package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;

import dev.headwater.ingest.pipeline.av.Av;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** Nothing to hear, as encoders take it. */
public final class Silence implements AutoCloseable {
    private final AVFrame frame = av_frame_alloc();

    public Silence() {
        frame.format(AV_SAMPLE_FMT_FLTP).sample_rate(Encoders.SAMPLE_RATE).nb_samples(Encoders.AUDIO_FRAME);
        av_channel_layout_default(frame.ch_layout(), 2);
        Av.check(av_frame_get_buffer(frame, 0), "no memory for audio");
        for (int channel = 0; channel < 2; channel++) {
            new FloatPointer(frame.data(channel)).put(new float[Encoders.AUDIO_FRAME], 0, Encoders.AUDIO_FRAME);
        }
    }

    /** Into a blank frame. */
    public void next(AVFrame into) {
        Av.check(av_frame_ref(into, frame), "no memory for audio");
    }

    @Override
    public void close() {
        av_frame_free(frame);
    }
}
