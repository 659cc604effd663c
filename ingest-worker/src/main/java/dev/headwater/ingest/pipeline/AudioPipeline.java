package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.core.media.Rendition;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Sound alone: one rendition, cut wherever two seconds are full. */
final class AudioPipeline implements AutoCloseable {
    private static final String RENDITION = "audio";

    private final TitleStream samples;
    private final int bitrate;
    private final Encoder encoder;
    private final TsSegmenter segmenter;
    private final Mp4Writer copy;
    private final Report report;
    private final AVFrame frame = av_frame_alloc();
    private boolean opened;

    /** Owns the stream from here on. */
    AudioPipeline(TitleStream samples, int bitrate, Mp4Writer copy, Report report) {
        this.samples = samples;
        this.bitrate = bitrate;
        this.encoder = Encoders.aac(bitrate);
        this.segmenter = new TsSegmenter(RENDITION, encoder.parameters(), null, report);
        this.copy = copy;
        this.report = report;
        copy.addAudio(encoder.parameters());
    }

    /** Encodes to the end; returns how much was made, in ms. */
    long run(String called, long maxMillis) {
        samples.beginAt(samples.begins()
                .orElseThrow(() -> new PipelineException(called + " holds no sound that can be decoded")));
        long read = 0;
        while (millis(read) <= maxMillis && samples.take(frame)) {
            frame.pts(read);
            read += frame.nb_samples();
            encoder.encode(frame, this::packet);
            av_frame_unref(frame);
            report.progress(millis(read));
        }
        encoder.finish(this::packet);
        segmenter.finish();
        return millis(read);
    }

    private static long millis(long count) {
        return count * 1000 / Encoders.SAMPLE_RATE;
    }

    private void packet(AVPacket packet, AVRational timeBase) {
        if (!opened) {
            opened = true;
            String codec = CodecNames.audio(encoder.parameters()).orElseThrow();
            report.opened(List.of(new Rendition(RENDITION, codec, 0, 0, 0, bitrate * 5L / 4, bitrate * 107L / 100)));
        }
        copy.audio(packet, timeBase);
        packet.pts(packet.pts() + Encoders.SAMPLE_RATE); // one second on: nothing, not even the lead-in, is before 0
        packet.dts(packet.dts() + Encoders.SAMPLE_RATE);
        segmenter.video(packet, timeBase);
    }

    @Override
    public void close() {
        av_frame_free(frame);
        segmenter.close();
        encoder.close();
        samples.close();
    }
}
