package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.Decoder;
import dev.headwater.ingest.pipeline.av.FilterGraph;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Takes a small picture of a channel, each minute. Of what is copied one key frame is decoded for it and nothing else. What
 * can not be taken is not missed: the channel goes on.
 */
public final class StillCamera implements AutoCloseable {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int WIDTH = 320;
    private static final AVRational TICKS = new AVRational().num(1).den(Av.TICKS_PER_SECOND);

    private final Report report;
    private final LongSupplier nanos;
    private final AVFrame picture = av_frame_alloc();
    private final AVFrame small = av_frame_alloc();
    private boolean taken;
    private long takenAt;

    public StillCamera(Report report, LongSupplier nanos) {
        this.report = report;
        this.nanos = nanos;
    }

    public boolean isDue() {
        return !taken || nanos.getAsLong() - takenAt >= MINUTE;
    }

    /** Of a key frame as it is encoded; it is left as it is. */
    public void take(AVCodecParameters codec, AVRational time, AVPacket key) {
        note();
        try (Decoder decoder = new Decoder(codec, time, 1, this::develop)) {
            decoder.decode(key);
            decoder.drain(); // decoders keep what they think is shown later
        } catch (PipelineException e) {
            report.state("no still picture could be taken: " + e.text());
        }
    }

    /** Of a picture that is decoded already; it is left as it is. */
    public void take(AVFrame shown) {
        note();
        try {
            Av.check(av_frame_ref(picture, shown), "no memory for a picture");
            develop(picture);
        } catch (PipelineException e) {
            report.state("no still picture could be taken: " + e.text());
        } finally {
            av_frame_unref(picture);
        }
    }

    private void note() {
        taken = true;
        takenAt = nanos.getAsLong();
    }

    private void develop(AVFrame frame) {
        frame.pts(0);
        String filters = LadderFilters.buffer(frame, TICKS) + ",scale=" + WIDTH
                + ":trunc(ow/dar/2)*2:out_range=pc,setsar=1,format=yuv420p";
        try (FilterGraph scale = new FilterGraph("", filters)) {
            scale.put(frame);
            scale.end();
            if (scale.take(small)) {
                small.color_range(AVCOL_RANGE_JPEG);
                report.still(Jpeg.of(small, Jpeg.FINE));
            }
        } finally {
            av_frame_unref(small);
        }
    }

    @Override
    public void close() {
        av_frame_free(picture);
        av_frame_free(small);
    }
}
