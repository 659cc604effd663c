package dev.headwater.ingest.pipeline.title;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.pipeline.encode.Encoder;
import dev.headwater.ingest.pipeline.encode.Encoders;
import dev.headwater.ingest.pipeline.encode.LadderFilters;
import dev.headwater.ingest.pipeline.encode.PacketSink;
import dev.headwater.ingest.pipeline.source.TitleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A sound of a film, in one go from its beginning to its end: it costs little beside the pictures, and where it is not cut
 * nothing has to be heard of a seam.
 */
final class TitleSound {
    private TitleSound() {}

    /**
     * One of its sounds, as samples.
     *
     * @param sound 0: the main one; else one of {@link TitlePlan#moreSounds}, from 1
     */
    static TitleStream samples(TitleSource source, TitlePlan plan, int sound) {
        TitleFile file = source.open();
        AVStream stream = Objects.requireNonNull(
                sound == 0 ? file.audioStream() : file.stream(plan.moreSounds().get(sound - 1)));
        TitleStream samples = new TitleStream(file, stream, 1, "a", 0, LadderFilters::samples);
        samples.beginAt(plan.begins());
        return samples;
    }

    /**
     * Encodes all of it.
     *
     * @param sound as of {@link #samples}
     * @param bitrates a stream of the file is made of each, in this order
     * @param gain in dB
     * @param target its length is in samples
     */
    static void make(
            TitleSource source,
            TitlePlan plan,
            int sound,
            List<Integer> bitrates,
            double gain,
            Path target,
            long maxMillis,
            LongConsumer progress)
            throws IOException {
        List<Encoder> encoders = new ArrayList<>();
        AVFrame frame = av_frame_alloc();
        try (FilteredSound samples =
                new FilteredSound(samples(source, plan, sound), "volume=" + gain + "dB:precision=float")) {
            bitrates.forEach(bitrate -> encoders.add(Encoders.aac(bitrate)));
            try (PacketFileWriter file = new PacketFileWriter(target, encoders)) {
                List<PacketSink> sinks = file.sinks(encoders.size());
                long read = 0;
                while (samples.take(frame)) {
                    frame.pts(read);
                    read += frame.nb_samples();
                    for (int i = 0; i < encoders.size(); i++) {
                        encoders.get(i).encode(frame, sinks.get(i));
                    }
                    av_frame_unref(frame);
                    progress.accept(millis(read));
                    TitleJob.check(millis(read), maxMillis);
                }
                for (int i = 0; i < encoders.size(); i++) {
                    encoders.get(i).finish(sinks.get(i));
                }
                file.finish(read);
            }
        } finally {
            encoders.forEach(Encoder::close);
            av_frame_free(frame);
        }
    }

    static long millis(long samples) {
        return samples * 1000 / Encoders.SAMPLE_RATE;
    }
}
