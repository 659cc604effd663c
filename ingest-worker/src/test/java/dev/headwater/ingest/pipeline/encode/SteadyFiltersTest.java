package dev.headwater.ingest.pipeline.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.Av;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;

class SteadyFiltersTest {
    private static final int RATE = Encoders.SAMPLE_RATE;
    private static final int PIECE = 1200;
    private static final Ladder LADDER = new Ladder("any", 25, List.of(new Rung("90p", 160, 90, 500_000, 96_000)));

    private final AVRational samples = new AVRational().num(1).den(RATE);
    private final AVRational ninety = new AVRational().num(1).den(90_000);
    private final List<Boolean> loud = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();

    /** Half an hour of silence is 690 MB, and nothing may ask for a twentieth of that at once. */
    @Test
    void aLongHoleInASoundIsGivenOutPieceByPiece() {
        av_max_alloc(32L << 20);
        try (SteadyFilters filters = new SteadyFilters("a", frame -> LadderFilters.samples(frame, samples))) {
            second(filters, 0, 2);
            second(filters, 1800, 2);
            filters.end();
            take(filters);
        } finally {
            av_max_alloc(Integer.MAX_VALUE);
        }
        assertThat(loud).hasSize((int) Math.ceilDiv(1801L * RATE, Encoders.AUDIO_FRAME));
        assertThat(loudFrom(0)).isZero();
        assertThat(silentFrom(0)).isEqualTo(RATE / Encoders.AUDIO_FRAME + 1);
        assertThat(loudFrom(silentFrom(0))).isEqualTo(1800 * RATE / Encoders.AUDIO_FRAME);
    }

    @Test
    void soThatASoundBeginsLate() {
        av_max_alloc(32L << 20);
        try (SteadyFilters filters = new SteadyFilters("a", frame -> LadderFilters.samples(frame, samples))) {
            second(filters, 1800, 2);
            filters.end();
            take(filters);
        } finally {
            av_max_alloc(Integer.MAX_VALUE);
        }
        assertThat(loudFrom(0)).isEqualTo(1800 * RATE / Encoders.AUDIO_FRAME);
    }

    @Test
    void aSoundThatChangesStaysWhereItIsStamped() {
        try (SteadyFilters filters = new SteadyFilters("a", frame -> LadderFilters.samples(frame, samples))) {
            for (int n = 0; n < 60; n++) {
                second(filters, n, n % 2 == 0 ? 2 : 6);
                take(filters);
            }
            filters.end();
            take(filters);
        }
        assertThat(loud).hasSize(Math.ceilDiv(60 * RATE, Encoders.AUDIO_FRAME));
    }

    /** Where shapes change at moments that are none of a picture. */
    @Test
    void picturesThatChangeStayWhereTheyAreStamped() {
        try (SteadyFilters filters = new SteadyFilters("", frame -> LadderFilters.pictures(frame, ninety, LADDER))) {
            for (int n = 0; n < 200; n++) {
                picture(filters, n * 5400L, n % 2 == 0 ? 160 : 120);
                take(filters);
            }
            filters.end();
            take(filters);
        }
        assertThat(widths).hasSizeBetween(299, 301).containsOnly(160);
    }

    @Test
    void ofWhatLiesBeforeItsBeginningNothingIsSeenThoughItChanges() {
        try (SteadyFilters filters =
                new SteadyFilters("", frame -> LadderFilters.pictures(frame, ninety, LADDER), 4L * 90_000)) {
            for (int n = 0; n < 150; n++) {
                picture(filters, n * 3600L, n < 50 ? 160 : 120);
                take(filters);
            }
            filters.end();
            take(filters);
        }
        assertThat(widths).hasSizeBetween(49, 51);
    }

    /** A picture of ten seconds is given out before what it shows is over. */
    @Test
    void fewPicturesStayWhereTheyAreStampedToo() {
        try (SteadyFilters filters = new SteadyFilters(
                "", frame -> LadderFilters.buffer(frame, ninety) + ",fps=1/10:start_time=0:round=up,scale=160:90")) {
            for (int n = 0; n < 222; n++) {
                picture(filters, n * 90_000L, n / 22 % 2 == 0 ? 160 : 120);
                take(filters);
            }
            filters.end();
            take(filters);
        }
        assertThat(widths).hasSizeBetween(22, 24);
    }

    private void second(SteadyFilters filters, long at, int channels) {
        AVFrame frame = av_frame_alloc();
        float[] tone = new float[PIECE];
        Arrays.fill(tone, 0.25f);
        for (int n = 0; n < RATE / PIECE; n++) {
            frame.format(AV_SAMPLE_FMT_FLTP).sample_rate(RATE).nb_samples(PIECE);
            av_channel_layout_default(frame.ch_layout(), channels);
            Av.check(av_frame_get_buffer(frame, 0), "no memory");
            for (int channel = 0; channel < channels; channel++) {
                new FloatPointer(frame.data(channel)).put(tone, 0, PIECE);
            }
            frame.pts(at * RATE + (long) n * PIECE);
            filters.put(frame);
        }
        av_frame_free(frame);
    }

    private static void picture(SteadyFilters filters, long at, int width) {
        AVFrame frame = av_frame_alloc();
        frame.format(AV_PIX_FMT_YUV420P).width(width).height(90);
        Av.check(av_frame_get_buffer(frame, 0), "no memory");
        frame.pts(at);
        frame.duration(3600);
        filters.put(frame);
        av_frame_free(frame);
    }

    private void take(SteadyFilters filters) {
        AVFrame frame = av_frame_alloc();
        while (filters.take(frame)) {
            if (frame.width() > 0) {
                widths.add(frame.width());
            } else {
                float[] heard = new float[frame.nb_samples()];
                new FloatPointer(frame.data(0)).get(heard);
                boolean isLoud = false;
                for (float sample : heard) {
                    isLoud |= sample > 0.01f;
                }
                loud.add(isLoud);
            }
            av_frame_unref(frame);
        }
        av_frame_free(frame);
    }

    private int loudFrom(int from) {
        return loud.subList(from, loud.size()).indexOf(true) + from;
    }

    private int silentFrom(int from) {
        return loud.subList(from, loud.size()).indexOf(false) + from;
    }
}
