package dev.headwater.ingest.pipeline.av;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_new_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.util.HexFormat;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers of AAC as encoders write them: the first is the stream's, the second comes beside a packet. */
class SequenceHeaderTest {
    @ParameterizedTest
    @CsvSource({
        "1190, 1190, false", // AAC-LC, 48 kHz, stereo
        "1190, 119056e500, false", // the same, and that nothing is replicated above it
        "119056e500, 1190, false",
        "1190, 1210, true", // 44.1 kHz
        "1190, 1188, true", // mono
        "1190, 2b11880800, true", // with its sample rate said twice
        "2b11880800, 2b11880800, false",
        "1190, '', false",
    })
    void soundIsOtherByItsMakeNotByItsBytes(String known, String now, boolean other) {
        AVCodecParameters parameters = avcodec_parameters_alloc();
        AVPacket packet = av_packet_alloc();
        try {
            byte[] extradata = HexFormat.of().parseHex(known);
            BytePointer own = new BytePointer(av_mallocz(extradata.length + AV_INPUT_BUFFER_PADDING_SIZE));
            own.put(extradata, 0, extradata.length);
            parameters.codec_id(AV_CODEC_ID_AAC).extradata(own).extradata_size(extradata.length);
            byte[] told = HexFormat.of().parseHex(now);
            if (told.length > 0) {
                av_packet_new_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, told.length)
                        .put(told, 0, told.length);
            }
            assertThat(SequenceHeader.isOther(parameters, packet)).isEqualTo(other);
        } finally {
            av_packet_free(packet);
            avcodec_parameters_free(parameters);
        }
    }
}
