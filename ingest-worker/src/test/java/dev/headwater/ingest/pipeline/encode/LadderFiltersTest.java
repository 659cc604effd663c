package dev.headwater.ingest.pipeline.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_INTERLACED_DCT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_INTERLACED_ME;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG2VIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.Decoder;
import dev.headwater.ingest.pipeline.av.FilterGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.junit.jupiter.api.Test;

/** Two seconds of a picture that moves sideways, as a station would send it: encoded as MPEG-2, and decoded again. */
class LadderFiltersTest {
    /** AV_FRAME_FLAG_INTERLACED of libavutil/frame.h, which JavaCPP leaves out. */
    private static final int INTERLACED_FLAG = 1 << 3;

    private static final int WIDTH = 720;
    private static final int HEIGHT = 576;
    private static final String MOVING =
            "smptehdbars=size=720x576:rate=50:duration=2,format=yuv420p,scroll=horizontal=0.02";
    private static final String PROGRESSIVE = MOVING + ",fps=25";
    private static final String INTERLACED =
            MOVING + ",setfield=tff,separatefields,select='not(mod(n,4))+not(mod(n-3,4))',weave=first_field=top";

    private final AVRational time = new AVRational().num(1).den(25);

    @Test
    void interlacedPicturesHaveNoCombs() {
        Shown interlaced = shown(INTERLACED, 25);
        assertThat(interlaced.flagged()).isEqualTo(50);
        assertThat(interlaced.combsBefore()).as("the clip is what it should be").isGreaterThan(4);
        assertThat(interlaced.combs()).hasSizeBetween(49, 50).allMatch(comb -> comb < 1.5);
    }

    @Test
    void aLadderOfFiftyPicturesShowsBothHalvesOfEach() {
        Shown interlaced = shown(INTERLACED, 50);
        assertThat(interlaced.combs()).hasSizeBetween(99, 100).allMatch(comb -> comb < 1.5);
        assertThat(interlaced.repeated())
                .as("pictures that are as the one before")
                .isLessThan(3);
    }

    @Test
    void progressivePicturesPassAsTheyAre() {
        Shown progressive = shown(PROGRESSIVE, 25);
        assertThat(progressive.flagged()).isZero();
        assertThat(progressive.combs()).hasSizeBetween(49, 50).allMatch(comb -> comb < 1.5);
        assertThat(progressive.changed()).as("pictures that are not as decoded").isZero();
    }

    /**
     * What came out.
     *
     * @param flagged frames that were decoded as interlaced
     * @param combsBefore how much neighbouring lines differed more than those of one field, at the most, before
     * @param combs the same after, of each picture
     */
    private record Shown(int flagged, double combsBefore, List<Double> combs, int repeated, int changed) {}

    private Shown shown(String description, int frameRate) {
        Ladder ladder = new Ladder("any", frameRate, List.of(new Rung("576p", WIDTH, HEIGHT, 2_000_000, 96_000)));
        List<byte[]> decoded = new ArrayList<>();
        List<byte[]> shown = new ArrayList<>();
        int[] flagged = {0};
        AVFrame out = av_frame_alloc();
        FilterGraph[] filters = {null};
        AVCodecContext context = mpeg2(description.equals(INTERLACED));
        try (FilterGraph clip = new FilterGraph("", description);
                Encoder encoder = new Encoder(context);
                Decoder decoder = new Decoder(encoder.parameters(), time, 1, frame -> {
                    flagged[0] += (frame.flags() & INTERLACED_FLAG) == 0 ? 0 : 1;
                    decoded.add(luma(frame));
                    if (filters[0] == null) {
                        filters[0] = new FilterGraph("", LadderFilters.pictures(frame, time, ladder));
                    }
                    filters[0].put(frame);
                    take(filters[0], out, shown);
                })) {
            AVFrame frame = av_frame_alloc();
            for (long n = 0; clip.take(frame); n++) {
                frame.pts(n);
                encoder.encode(frame, (packet, base) -> decoder.decode(packet));
                av_frame_unref(frame);
            }
            av_frame_free(frame);
            encoder.finish((packet, base) -> decoder.decode(packet));
            decoder.drain();
            filters[0].end();
            take(filters[0], out, shown);
        } finally {
            av_frame_free(out);
            if (filters[0] != null) {
                filters[0].close();
            }
        }
        int repeated = 0;
        for (int i = 1; i < shown.size(); i++) {
            repeated += difference(shown.get(i), shown.get(i - 1)) < 0.1 ? 1 : 0;
        }
        int changed = 0;
        for (int i = 0; i < Math.min(shown.size(), decoded.size()); i++) {
            changed += Arrays.equals(shown.get(i), decoded.get(i)) ? 0 : 1;
        }
        return new Shown(
                flagged[0],
                decoded.stream().mapToDouble(LadderFiltersTest::comb).max().orElse(0),
                shown.stream().map(LadderFiltersTest::comb).toList(),
                repeated,
                changed);
    }

    private static void take(FilterGraph from, AVFrame out, List<byte[]> into) {
        while (from.take(out)) {
            into.add(luma(out));
            av_frame_unref(out);
        }
    }

    private static AVCodecContext mpeg2(boolean interlaced) {
        AVCodec codec = avcodec_find_encoder(AV_CODEC_ID_MPEG2VIDEO);
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.width(WIDTH);
        context.height(HEIGHT);
        context.pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base().num(1).den(25);
        context.framerate().num(25).den(1);
        context.bit_rate(8_000_000);
        context.max_b_frames(0);
        context.flags(interlaced ? AV_CODEC_FLAG_INTERLACED_DCT | AV_CODEC_FLAG_INTERLACED_ME : 0);
        Av.check(avcodec_open2(context, codec, (AVDictionary) null), "MPEG-2");
        return context;
    }

    private static byte[] luma(AVFrame frame) {
        byte[] luma = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            frame.data(0).position((long) y * frame.linesize(0)).get(luma, y * WIDTH, WIDTH);
        }
        frame.data(0).position(0);
        return luma;
    }

    /** How much lines differ from their neighbours, beside how much they do from the next but one: a still has about 1. */
    private static double comb(byte[] luma) {
        double neighbours = 1;
        double field = 1;
        for (int y = 0; y + 2 < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int here = luma[y * WIDTH + x] & 0xff;
                neighbours += Math.abs(here - (luma[(y + 1) * WIDTH + x] & 0xff));
                field += Math.abs(here - (luma[(y + 2) * WIDTH + x] & 0xff));
            }
        }
        return neighbours / field;
    }

    private static double difference(byte[] a, byte[] b) {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return (double) sum / a.length;
    }
}
