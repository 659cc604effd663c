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
    private final Encoder encoder;
    private final TsSegmenter segmenter;
    private final PacketSink sink = this::packet;
    private @Nullable Mp4Writer copy;
    private @Nullable String videoCodec;

    VideoRung(Rung top, Rung rung, int frameRate, int threads, AudioLadder audio, Report report) {
        this.rung = rung;
        this.frameRate = frameRate;
        this.audio = audio;
        this.scaler = new Scaler(top, rung);
        this.encoder = Encoders.h264(rung, frameRate, threads);
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
        encoder.encode(scaled, sink);
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
