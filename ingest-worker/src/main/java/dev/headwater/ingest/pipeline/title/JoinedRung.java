package dev.headwater.ingest.pipeline.title;

import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.CodecNames;
import dev.headwater.ingest.pipeline.encode.Companion;
import dev.headwater.ingest.pipeline.encode.Encoders;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.encode.TsSegmenter;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** One rendition of a film, cut as its packets come. */
final class JoinedRung implements AutoCloseable {
    private final Rung rung;
    private final int frameRate;
    private final AVCodecParameters pictures;
    private final @Nullable AVCodecParameters sound;
    private final @Nullable Mp4Writer copy;
    private final TsSegmenter segmenter;
    private int inCopy;
    private @Nullable String codec;

    /**
     * A rendition that begins.
     *
     * @param language of the sound; null: unknown
     * @param copy is given all it takes as well
     */
    JoinedRung(
            Rung rung,
            int frameRate,
            AVCodecParameters pictures,
            @Nullable AVCodecParameters sound,
            @Nullable String language,
            @Nullable Mp4Writer copy,
            Report report) {
        this.rung = rung;
        this.frameRate = frameRate;
        this.pictures = pictures;
        this.sound = sound;
        this.copy = copy;
        this.segmenter = new TsSegmenter(rung.name(), pictures, sound, report);
        if (copy != null) {
            copy.addVideo(pictures);
            if (sound != null) {
                inCopy = copy.addAudio(sound, language);
            }
        }
    }

    /** Has others cut along with this rung: before its first packet. */
    void lead(List<? extends Companion> others) {
        segmenter.lead(others);
    }

    void take(AVPacket packet, AVRational timeBase) {
        if (codec == null) {
            codec = CodecNames.video(pictures, packet.data(), packet.size()).orElse(null);
        }
        if (copy != null) {
            copy.video(packet, timeBase);
        }
        packet.pts(packet.pts() + frameRate); // one second on: nothing, not even the sound's lead-in, is before 0
        packet.dts(packet.dts() + frameRate);
        segmenter.video(packet, timeBase);
    }

    /** Leaves the packet as it is. */
    void hear(AVPacket packet, AVRational timeBase) {
        if (copy != null) {
            copy.audio(inCopy, packet, timeBase);
        }
        long pts = packet.pts();
        long dts = packet.dts();
        packet.pts(pts + Encoders.SAMPLE_RATE);
        packet.dts(dts + Encoders.SAMPLE_RATE);
        segmenter.audio(packet, timeBase);
        packet.pts(pts);
        packet.dts(dts);
    }

    /** Empty until its first packet. */
    Optional<Rendition> rendition() {
        return Optional.ofNullable(codec).map(name -> {
            long payload = (long) rung.videoBitrate() + (sound == null ? 0 : rung.audioBitrate());
            String heard = sound == null
                    ? ""
                    : CodecNames.audio(sound).map(a -> "," + a).orElse("");
            return new Rendition(
                    rung.name(),
                    name + heard,
                    rung.width(),
                    rung.height(),
                    frameRate,
                    payload * 5 / 4,
                    payload * 107 / 100);
        });
    }

    void finish() {
        segmenter.finish();
    }

    @Override
    public void close() {
        segmenter.close();
    }
}
