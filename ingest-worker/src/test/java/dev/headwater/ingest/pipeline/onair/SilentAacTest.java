package dev.headwater.ingest.pipeline.onair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import dev.headwater.ingest.pipeline.av.Decoder;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilentAacTest {
    private static final int RATE = 44_100;
    private static final byte[] ANYTHING = new byte[20];

    private final AVCodecParameters codec = avcodec_parameters_alloc()
            .codec_type(AVMEDIA_TYPE_AUDIO)
            .codec_id(AV_CODEC_ID_AAC)
            .sample_rate(RATE);
    private final AVPacket packet = av_packet_alloc();

    @AfterEach
    void free() {
        av_packet_free(packet);
        avcodec_parameters_free(codec);
    }

    private AVPacket holding(byte[] bytes) {
        av_new_packet(packet, bytes.length);
        packet.data().put(bytes, 0, bytes.length);
        return packet;
    }

    /** A configuration of two bytes, as ISO 14496-3 §1.6.2.1 writes it. */
    private void describe(int type, int channels) {
        int bits = (type << 11) | (4 << 7) | (channels << 3);
        BytePointer own = new BytePointer(av_mallocz(2 + AV_INPUT_BUFFER_PADDING_SIZE));
        codec.extradata(own.put(0, (byte) (bits >> 8)).put(1, (byte) bits)).extradata_size(2);
    }

    private static byte[] header(int channels) {
        byte[] bytes = new byte[20];
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xf1;
        bytes[2] = (byte) ((1 << 6) | (4 << 2));
        bytes[3] = (byte) (channels << 6);
        return bytes;
    }

    private List<Integer> heard(byte[] silence) {
        List<Integer> channels = new ArrayList<>();
        try (Decoder decoder = new Decoder(codec, new AVRational().num(1).den(RATE), frame -> {
            assertThat(loudest(frame)).isZero();
            assertThat(frame.nb_samples()).isEqualTo(1024);
            channels.add(frame.ch_layout().nb_channels());
        })) {
            for (int i = 0; i < 3; i++) {
                decoder.decode(holding(silence));
            }
            decoder.drain();
        }
        return channels;
    }

    private static float loudest(AVFrame frame) {
        float most = 0;
        for (int i = 0; i < frame.ch_layout().nb_channels(); i++) {
            FloatPointer samples = new FloatPointer(frame.data(i));
            for (int n = 0; n < frame.nb_samples(); n++) {
                most = Math.max(most, Math.abs(samples.get(n)));
            }
        }
        return most;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void nothingIsHeardBehindAHeaderLikeTheSources(int channels) {
        SilentAac silence = SilentAac.like(codec, holding(header(channels))).orElseThrow();
        assertThat(silence.ticks()).isEqualTo(1024 * 90_000.0 / RATE);
        assertThat(heard(silence.bytes())).hasSize(3).containsOnly(channels);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void nothingIsHeardOfFramesWithoutOne(int channels) {
        describe(2, channels);
        SilentAac silence = SilentAac.like(codec, holding(ANYTHING)).orElseThrow();
        assertThat(heard(silence.bytes())).hasSize(3).containsOnly(channels);
    }

    @Test
    void whatIsNotKnownIsNotMade() {
        assertThat(SilentAac.like(codec, holding(ANYTHING))).as("says nothing").isEmpty();
        describe(2, 6);
        assertThat(SilentAac.like(codec, holding(ANYTHING))).as("5.1").isEmpty();
        describe(5, 2);
        assertThat(SilentAac.like(codec, holding(ANYTHING)))
                .as("high efficiency")
                .isEmpty();
    }
}
