package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.CodecNames;
import dev.headwater.ingest.pipeline.av.Pacer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Sound without a picture, encoded once for each bit rate, and cut wherever two seconds are full. */
public final class SoundLadder implements AutoCloseable {
    private static final int KILO = 1000;

    /** What is encoded: 1,024 samples at a time (48 kHz stereo, planar floats). */
    @FunctionalInterface
    public interface Input {
        /** Fills a blank frame; waits where it has to. */
        void next(AVFrame into);
    }

    /** One bit rate at work. */
    private static final class SoundRung implements AutoCloseable {
        private final String name;
        private final int bits;
        private final Encoder encoder;
        private final TsSegmenter segmenter;
        private final PacketSink sink = this::packet;

        SoundRung(String name, int bits, Report report) {
            this.name = name;
            this.bits = bits;
            this.encoder = Encoders.aac(bits);
            this.segmenter = new TsSegmenter(name, encoder.parameters(), null, report);
        }

        private void packet(AVPacket packet, AVRational timeBase) {
            packet.pts(packet.pts() + Encoders.SAMPLE_RATE); // nothing, not even the lead-in, is before 0
            packet.dts(packet.dts() + Encoders.SAMPLE_RATE);
            segmenter.video(packet, timeBase);
        }

        Rendition rendition() {
            String codec = CodecNames.audio(encoder.parameters()).orElseThrow();
            return new Rendition(name, codec, 0, 0, 0, bits * 5L / 4, bits * 107L / 100);
        }

        @Override
        public void close() {
            segmenter.close();
            encoder.close();
        }
    }

    private final Input input;
    private final Pacer pacer;
    private final Report report;
    private final List<SoundRung> rungs = new ArrayList<>();
    private final AVFrame samples = av_frame_alloc();
    private long made;

    private SoundLadder(Input input, Pacer pacer, Report report) {
        this.input = input;
        this.pacer = pacer;
        this.report = report;
    }

    /** As the rungs of a ladder sound; those that sound alike are one. */
    public static SoundLadder of(List<Rung> ladder, Input input, Report report) {
        SoundLadder sound = new SoundLadder(input, Pacer.unpaced(), report);
        Set<Integer> rates = new LinkedHashSet<>();
        ladder.forEach(rung -> rates.add(rung.audioBitrate()));
        rates.stream()
                .sorted((one, other) -> Integer.compare(other, one))
                .forEach(bits -> sound.rungs.add(new SoundRung("sound" + bits / KILO, bits, report)));
        return sound;
    }

    /** Of one bit rate, at the speed it plays at. */
    public static SoundLadder single(String name, int bits, Input input, Report report) {
        SoundLadder sound = new SoundLadder(input, Pacer.asItPlays(), report);
        sound.rungs.add(new SoundRung(name, bits, report));
        return sound;
    }

    /** Encodes 1,024 samples more, when it is time for them. */
    public void step() {
        if (made == 0) {
            report.opened(rungs.stream().map(SoundRung::rendition).toList());
        }
        pacer.await(made * TimeUnit.SECONDS.toNanos(1) / Encoders.SAMPLE_RATE);
        input.next(samples);
        samples.pts(made);
        made += Encoders.AUDIO_FRAME;
        for (SoundRung rung : rungs) {
            rung.encoder.encode(samples, rung.sink);
        }
        av_frame_unref(samples);
    }

    /** Ends the last segment, however short. */
    public void finish() {
        for (SoundRung rung : rungs) {
            rung.encoder.finish(rung.sink);
            rung.segmenter.finish();
        }
    }

    /** How much was made. */
    public long millis() {
        return made * KILO / Encoders.SAMPLE_RATE;
    }

    @Override
    public void close() {
        rungs.forEach(SoundRung::close);
        av_frame_free(samples);
    }
}
