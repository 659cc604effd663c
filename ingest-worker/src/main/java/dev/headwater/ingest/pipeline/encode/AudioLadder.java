package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.ingest.pipeline.av.CodecNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** One of the input's sounds, encoded once for each bit rate the rungs ask for. */
final class AudioLadder implements AutoCloseable {
    private final LadderInput input;
    private final int sound;
    private final Map<Integer, AudioRung> byBitrate = new LinkedHashMap<>();
    private final AVFrame samples = av_frame_alloc();
    private long samplesRead;

    /** @param sound which of those that can be chosen, from 0 */
    AudioLadder(LadderInput input, int sound) {
        this.input = input;
        this.sound = sound;
    }

    /** The parameters of audio at this bit rate; null where the input has none. */
    @Nullable
    AVCodecParameters add(int bitrate) {
        return input.hasAudio()
                ? byBitrate.computeIfAbsent(bitrate, AudioRung::new).encoder.parameters()
                : null;
    }

    void feed(int bitrate, SoundSink sink) {
        AudioRung rung = byBitrate.get(bitrate);
        if (rung != null) {
            rung.sinks.add(sink);
        }
    }

    Optional<String> codec() {
        return byBitrate.values().stream().findFirst().flatMap(rung -> CodecNames.audio(rung.encoder.parameters()));
    }

    /** Encodes until every packet due before that picture is out, the encoder's delay included. */
    void encodeUpTo(long picture, int frameRate) {
        if (byBitrate.isEmpty()) {
            return;
        }
        long due = picture * Encoders.SAMPLE_RATE / frameRate + 2 * Encoders.AUDIO_FRAME;
        while (samplesRead < due && input.audio(sound, samples)) {
            samples.pts(samplesRead);
            samplesRead += samples.nb_samples();
            for (AudioRung rung : byBitrate.values()) {
                rung.encoder.encode(samples, rung.sink);
            }
            av_frame_unref(samples);
        }
    }

    void finish() {
        byBitrate.values().forEach(rung -> rung.encoder.finish(rung.sink));
    }

    @Override
    public void close() {
        byBitrate.values().forEach(rung -> rung.encoder.close());
        av_frame_free(samples);
    }

    private static final class AudioRung {
        private final Encoder encoder;
        private final List<SoundSink> sinks = new ArrayList<>();
        private final PacketSink sink = this::packet;

        AudioRung(int bitrate) {
            this.encoder = Encoders.aac(bitrate);
        }

        private void packet(AVPacket packet, AVRational timeBase) {
            packet.pts(packet.pts() + Encoders.SAMPLE_RATE);
            packet.dts(packet.dts() + Encoders.SAMPLE_RATE);
            for (SoundSink segmenter : sinks) {
                segmenter.audio(packet, timeBase);
            }
        }
    }
}
