package dev.headwater.ingest.pipeline.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One picture a second, and key frames wherever a source may have them. */
class TsSegmenterTest {
    private static final byte[] ACCESS_UNIT = {0, 0, 0, 1, 9, (byte) 0xf0, 0, 0, 0, 1, 0x65, 0x11, 0x22};

    private static final long TICKS = Av.TICKS_PER_SECOND;

    private final List<Integer> cut = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final AVCodecParameters parameters = avcodec_parameters_alloc();
    private final AVRational seconds = new AVRational().num(1).den(1);
    private final AVPacket packet = av_packet_alloc();
    /** The first bytes of the last segment. */
    private final byte[] begins = new byte[3];

    private TsSegmenter segmenter;
    private boolean refuses;

    @BeforeEach
    void open() {
        parameters.codec_type(AVMEDIA_TYPE_VIDEO).codec_id(AV_CODEC_ID_H264);
        segmenter = new TsSegmenter("source", parameters, null, new QuietReport() {
            @Override
            public void segment(String rendition, long index, int millis, byte[] head, ByteBuffer bytes) {
                if (refuses) {
                    throw new PipelineException("too large");
                }
                cut.add(millis);
                bytes.get(begins);
            }
        });
    }

    @AfterEach
    void close() {
        segmenter.close();
        av_packet_free(packet);
        avcodec_parameters_free(parameters);
    }

    @Test
    void aKeyFrameJustInTimeIsWhereASegmentEnds() {
        picture(1, true);
        pictures(2, 5);
        picture(6, true);
        picture(7, true);
        picture(8, true);

        assertThat(cut).containsExactly(5000, 2000);
    }

    @Test
    void aKeyFrameThatComesTooLateEndsNoSegment() {
        picture(1, true);
        pictures(2, 6);

        assertThatThrownBy(() -> picture(9, true))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("no key frame for 5 seconds")
                .hasMessageContaining("ladder");
        assertThat(cut).isEmpty();
    }

    @Test
    void behindASegmentThatNobodyTookTheNextBeginsByItself() {
        picture(1, true);
        picture(2, false);
        refuses = true;
        assertThatThrownBy(() -> picture(3, true)).hasMessageContaining("too large");
        refuses = false;
        picture(4, false);
        segmenter.finish();
        assertThat(cut).as("how long it is").containsExactly(2000);
        assertThat(begins).as("SDT, which stands before PAT and PMT").containsExactly(0x47, 0x40, 0x11);
    }

    @Test
    void whatLiesBesideASegmentThatNobodyTookIsLeftOutToo() {
        TextSegmenter texts = new TextSegmenter("text", new QuietReport() {
            @Override
            public void segment(String rendition, long index, int millis, byte[] head, ByteBuffer bytes) {
                shown.add(index + " " + millis + " " + StandardCharsets.UTF_8.decode(bytes));
            }
        });
        segmenter.lead(List.of(new Unwilling(), texts));
        picture(1, true);
        texts.text(1 * TICKS, TICKS / 2, "before");
        texts.text(4 * TICKS, TICKS / 2, "behind");
        refuses = true;
        assertThatThrownBy(() -> picture(3, true))
                .hasMessageContaining("too large")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        refuses = false;
        picture(4, false);
        segmenter.finish();
        assertThat(shown)
                .singleElement()
                .asString()
                .startsWith("0 2000 ")
                .contains("behind")
                .doesNotContain("before");
    }

    /** One that can not even be skipped. */
    private static final class Unwilling implements Companion {
        @Override
        public void begin(long at) {}

        @Override
        public void cut(long index, long at, int millis) {}

        @Override
        public void skip(long at) {
            throw new PipelineException("no");
        }

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }

    private void pictures(int first, int last) {
        for (int at = first; at <= last; at++) {
            picture(at, false);
        }
    }

    private void picture(int at, boolean key) {
        Av.check(av_new_packet(packet, ACCESS_UNIT.length), "no memory for a packet");
        packet.data().put(ACCESS_UNIT);
        packet.pts(at).dts(at).duration(1).flags(key ? AV_PKT_FLAG_KEY : 0);
        segmenter.video(packet, seconds);
    }
}
