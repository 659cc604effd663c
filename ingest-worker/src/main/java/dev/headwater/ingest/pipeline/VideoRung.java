package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;

import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Rung;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** One rung at work: scaled, encoded, cut. */
final class VideoRung implements AutoCloseable {
    private final Rung rung;
    private final int frameRate;
    private final AudioLadder audio;
    private final Scaler scaler;
    private final int threads;
    private final H264Encoders encoders;
    private final Report report;
    private VideoEncoder encoder;
    private final TsSegmenter segmenter;
    private final PacketSink sink = this::packet;
    private @Nullable Mp4Writer copy;
    private @Nullable String videoCodec;

    VideoRung(
            Rung top, Rung rung, int frameRate, int threads, H264Encoders encoders, AudioLadder audio, Report report) {
        this.rung = rung;
        this.frameRate = frameRate;
        this.threads = threads;
        this.encoders = encoders;
        this.report = report;
        this.audio = audio;
        this.scaler = new Scaler(top, rung);
        this.encoder = encoders.open(rung, frameRate, threads);
        this.segmenter = new TsSegmenter(rung.name(), encoder.parameters(), audio.add(rung.audioBitrate()), report);
        audio.feed(rung.audioBitrate(), segmenter);
    }

    /** Has everything this rung makes written to a file as well. */
    void copyTo(Mp4Writer file) {
        file.addVideo(encoder.parameters());
        audio.copyTo(rung.audioBitrate(), file);
        copy = file;
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
            goOnInSoftware(e);
            scaled.pict_type(AV_PICTURE_TYPE_I);
            encoder.encode(scaled, sink);
        }
    }

    /**
     * What the hardware still held is lost: a few pictures. A key frame with parameter sets of its own comes next, wherever
     * the segment is; the next one begins where it would have begun.
     */
    private void goOnInSoftware(PipelineException failure) {
        if (copy != null || Encoders.isSoftware(encoder.name())) {
            throw failure;
        }
        report.state(encoder.name() + " failed (" + failure.text() + "): " + rung.name() + " is encoded in software");
        encoder.close();
        encoder = encoders.openInstead(rung, frameRate, threads);
    }

    private void packet(AVPacket packet, AVRational timeBase) {
        if (videoCodec == null) {
            videoCodec = CodecNames.video(encoder.parameters(), packet.data(), packet.size())
                    .orElse(null);
        }
        packet.duration(1);
        if (copy != null) {
            copy.video(packet, timeBase);
        }
        packet.pts(packet.pts() + frameRate); // one second on: nothing, not even audio's lead-in, is before 0
        packet.dts(packet.dts() + frameRate);
        segmenter.video(packet, timeBase);
    }

    /** Empty until the first key frame is encoded. */
    Optional<Rendition> rendition() {
        return Optional.ofNullable(videoCodec).map(codec -> {
            long payload = (long) rung.videoBitrate() + (audio.codec().isPresent() ? rung.audioBitrate() : 0);
            return new Rendition(
                    rung.name(),
                    audio.codec().map(a -> codec + "," + a).orElse(codec),
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

    @Override
    public void close() {
        segmenter.close();
        encoder.close();
        scaler.close();
    }
}
