package dev.headwater.ingest.pipeline.title;

import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.av.Scaler;
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
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * The pictures of one part of a film, encoded for every rung. They are numbered from the film's beginning, whichever part
 * they are of: number n is what is seen at n / frame rate, and every part begins with a key frame.
 */
final class TitlePictures implements AutoCloseable {
    /** How far before a part is begun, in seconds, until a picture is there when the part begins. */
    private static final double[] BACK = {0, 30, Double.POSITIVE_INFINITY};

    private final TitleSource source;
    private final TitlePlan plan;
    private final Ladder ladder;
    private final int part;
    private final int threads;
    private final List<Scaler> scalers = new ArrayList<>();
    private final List<Encoder> encoders = new ArrayList<>();
    private final AVFrame picture = av_frame_alloc();
    private final AVFrame last = av_frame_alloc();

    TitlePictures(TitleSource source, TitlePlan plan, Ladder ladder, int part, int threads) {
        this.source = source;
        this.plan = plan;
        this.ladder = ladder;
        this.part = part;
        this.threads = threads;
        Rung top = ladder.rungs().getFirst();
        for (Rung rung : ladder.rungs()) {
            scalers.add(new Scaler(top, rung));
            encoders.add(Encoders.h264(rung, ladder.frameRate(), threads));
        }
    }

    String encoderName() {
        return encoders.getFirst().name();
    }

    /**
     * Encodes them.
     *
     * @param samples of the film's sound: its last picture stands as long
     * @param target its length is in pictures, from the film's beginning
     */
    void make(Path target, long samples, long maxMillis, LongConsumer progress) throws IOException {
        boolean isLast = part == plan.parts() - 1;
        long first = number(plan.from(part));
        long end = isLast ? Long.MAX_VALUE : number(plan.from(part + 1));
        long least = isLast ? Math.ceilDiv(samples * ladder.frameRate(), Encoders.SAMPLE_RATE) : end;
        long keyInterval = Packaging.SEGMENT_DURATION.toSeconds() * ladder.frameRate();
        try (TitleStream pictures = open();
                PacketFileWriter file = new PacketFileWriter(target, encoders)) {
            List<PacketSink> sinks = new ArrayList<>();
            for (PacketSink sink : file.sinks(encoders.size())) {
                sinks.add((packet, time) -> lasting(packet, time, sink));
            }
            long n = first;
            for (; n < end && next(pictures, n < least); n++) {
                for (int i = 0; i < encoders.size(); i++) {
                    encode(i, n, n % keyInterval == 0, sinks.get(i));
                }
                av_frame_unref(picture);
                progress.accept(millis(n + 1 - first));
                TitleJob.check(millis(n + 1), maxMillis);
            }
            for (int i = 0; i < encoders.size(); i++) {
                encoders.get(i).finish(sinks.get(i));
            }
            file.finish(n);
        }
    }

    private static void lasting(AVPacket packet, AVRational time, PacketSink sink) {
        packet.duration(1);
        sink.packet(packet, time);
    }

    private long number(long millis) {
        return millis * ladder.frameRate() / 1000;
    }

    private long millis(long pictures) {
        return pictures * 1000 / ladder.frameRate();
    }

    /** Where pictures end too early the last one stands. */
    private boolean next(TitleStream pictures, boolean needed) {
        if (pictures.take(picture)) {
            av_frame_unref(last);
            Av.check(av_frame_ref(last, picture), "no memory for a picture");
            return true;
        }
        if (!needed) {
            return false;
        }
        if (last.width() == 0) {
            throw new PipelineException(source.called() + " holds no picture that can be decoded");
        }
        Av.check(av_frame_ref(picture, last), "no memory for a picture");
        return true;
    }

    private void encode(int rung, long n, boolean key, PacketSink sink) {
        AVFrame scaled = scalers.get(rung).scale(picture);
        scaled.pts(n);
        scaled.pict_type(key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
        encoders.get(rung).encode(scaled, sink);
    }

    /** At a place from which there is a picture when the part begins. */
    private TitleStream open() {
        if (part == 0) {
            return stream();
        }
        double from = plan.begins() + plan.from(part) / 1000.0;
        for (double back : BACK) {
            TitleStream pictures = stream();
            if (Double.isFinite(back)) {
                pictures.seek(from - back);
            }
            OptionalDouble first = pictures.begins();
            if (!Double.isFinite(back) || first.orElse(Double.POSITIVE_INFINITY) <= from) {
                return pictures;
            }
            pictures.close();
        }
        throw new AssertionError();
    }

    private TitleStream stream() {
        TitleFile file = source.open();
        AVStream stream = Objects.requireNonNull(file.videoStream());
        TitleStream pictures = new TitleStream(
                file,
                stream,
                threads,
                "",
                plan.from(part) / 1000,
                (frame, time) -> LadderFilters.pictures(frame, time, ladder));
        pictures.beginAt(plan.begins());
        return pictures;
    }

    @Override
    public void close() {
        encoders.forEach(Encoder::close);
        scalers.forEach(Scaler::close);
        av_frame_free(picture);
        av_frame_free(last);
    }
}
