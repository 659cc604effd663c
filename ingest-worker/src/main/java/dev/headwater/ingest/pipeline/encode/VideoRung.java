package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;

import dev.headwater.core.media.Container;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.CodecNames;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.av.Scaler;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** One rung at work: scaled, encoded, cut. */
final class VideoRung implements AutoCloseable {
    private final Rung rung;
    private final String name;
    private final int frameRate;
    private final @Nullable AudioLadder audio;
    private final Scaler scaler;
    private final int threads;
    private final H264Encoders encoders;
    private final Report report;
    private VideoEncoder encoder;
    private final TsSegmenter segmenter;
    private final PacketSink sink = this::packet;
    private @Nullable String videoCodec;
    private boolean hasFailed;

    /** @param audio heard with it, in the same segments; null: its sound is a rendition by itself */
    VideoRung(
            Rung top,
            Rung rung,
            int frameRate,
            int threads,
            H264Encoders encoders,
            @Nullable AudioLadder audio,
            Report report) {
        this.rung = rung;
        this.name = audio == null ? Rendition.pictures(rung.name()) : rung.name();
        this.frameRate = frameRate;
        this.threads = threads;
        this.encoders = encoders;
        this.report = report;
        this.audio = audio;
        this.scaler = new Scaler(top, rung);
        this.encoder = encoders.open(rung, frameRate, threads);
        AVCodecParameters heard = audio == null ? null : audio.add(rung.audioBitrate());
        this.segmenter = new TsSegmenter(name, encoder.parameters(), heard, report);
        if (audio != null) {
            audio.feed(rung.audioBitrate(), segmenter);
        }
    }

    /** Has others cut along with this rung from here on: before its first picture. */
    void lead(List<? extends Companion> others) {
        segmenter.lead(others);
    }

    String encoderName() {
        return encoder.name();
    }

    void encode(AVFrame picture, long n, boolean key) {
        AVFrame scaled = scaler.scale(picture);
        scaled.pts(n);
        scaled.pict_type(key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
        try {
            encoder.encode(scaled, sink);
        } catch (PipelineException e) {
            giveUpHardware(e);
            if (report.container() == Container.FMP4) {
                hasFailed = true;
                encoders.leaveHardware();
            } else {
                goOnInSoftware();
                scaled.pict_type(AV_PICTURE_TYPE_I);
                encoder.encode(scaled, sink);
            }
        }
    }

    private void giveUpHardware(PipelineException failure) {
        if (Encoders.isSoftware(encoder.name())) {
            throw failure;
        }
        report.state(encoder.name() + " failed (" + failure.text() + "): " + rung.name() + " is encoded in software");
    }

    /**
     * What the hardware still held is lost: a few pictures. A key frame with parameter sets of its own comes next, wherever
     * the segment is; the next one begins where it would have begun.
     */
    private void goOnInSoftware() {
        encoder.close();
        encoder = encoders.openInstead(rung, frameRate, threads);
    }

    /** Whether it encodes no more: the head of an fMP4 names the parameter sets, and those of software are others. */
    boolean hasFailed() {
        return hasFailed;
    }

    private void packet(AVPacket packet, AVRational timeBase) {
        if (videoCodec == null) {
            videoCodec = CodecNames.video(encoder.parameters(), packet.data(), packet.size())
                    .orElse(null);
        }
        packet.duration(1);
        packet.pts(packet.pts() + frameRate); // one second on: nothing, not even audio's lead-in, is before 0
        packet.dts(packet.dts() + frameRate);
        segmenter.video(packet, timeBase);
    }

    /** Empty until the first key frame is encoded. */
    Optional<Rendition> rendition() {
        return Optional.ofNullable(videoCodec).map(codec -> {
            Optional<String> heard = audio == null ? Optional.empty() : audio.codec();
            long payload = (long) rung.videoBitrate() + (heard.isPresent() ? rung.audioBitrate() : 0);
            return new Rendition(
                    name,
                    heard.map(a -> codec + "," + a).orElse(codec),
                    rung.width(),
                    rung.height(),
                    frameRate,
                    payload * 5 / 4,
                    payload * 107 / 100);
        });
    }

    void finish() {
        encoder.finish(sink);
        segmenter.finish();
    }

    /** Has all cut that was encoded and can still be had, where hardware has failed, of this rung or of another. */
    void drain() {
        if (hasFailed) {
            return;
        }
        try {
            encoder.finish(sink);
        } catch (PipelineException e) {
            giveUpHardware(e);
            hasFailed = true;
        }
    }

    /** How many segments there are. */
    long segments() {
        return segmenter.segments();
    }

    /** Leaves the last segment out. */
    void finishWithoutLast() {
        segmenter.finishWithoutLast();
    }

    /** Ends the last segment behind so many pictures, whether they all came or not. */
    void finishBehind(long pictures) {
        segmenter.finishAt((pictures + frameRate) * Av.TICKS_PER_SECOND / frameRate); // see packet()
    }

    @Override
    public void close() {
        segmenter.close();
        encoder.close();
        scaler.close();
    }
}
