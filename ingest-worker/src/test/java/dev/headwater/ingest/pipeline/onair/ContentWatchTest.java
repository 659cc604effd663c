package dev.headwater.ingest.pipeline.onair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.encode.Encoders;
import dev.headwater.ingest.pipeline.encode.QuietReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Five pictures a second, drawn by the test. */
class ContentWatchTest {
    private static final int RATE = 5;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int BLACK = 16;

    private final List<String> told = new ArrayList<>();
    private final ContentWatch watch = new ContentWatch(RATE, new Warnings(new QuietReport() {
        @Override
        public void warning(String text) {
            told.add(text);
        }
    }));
    private final AVFrame picture = av_frame_alloc();
    private final AVFrame samples = av_frame_alloc();

    @BeforeEach
    void allocate() {
        picture.format(AV_PIX_FMT_YUV420P).width(WIDTH).height(HEIGHT);
        Av.check(av_frame_get_buffer(picture, 0), "a picture");
        samples.format(AV_SAMPLE_FMT_FLTP).nb_samples(Encoders.AUDIO_FRAME).sample_rate(Encoders.SAMPLE_RATE);
        av_channel_layout_default(samples.ch_layout(), 2);
        Av.check(av_frame_get_buffer(samples, 0), "samples");
    }

    @AfterEach
    void free() {
        av_frame_free(picture);
        av_frame_free(samples);
    }

    /** @param brightness of a column */
    private void show(int seconds, IntUnaryOperator brightness) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.data(0).put((long) y * picture.linesize(0) + x, (byte) brightness.applyAsInt(x));
            }
        }
        for (int i = 0; i < seconds * RATE; i++) {
            watch.picture(picture);
        }
    }

    private void showChanging(int seconds) {
        for (int i = 0; i < seconds; i++) {
            int shade = 40 + i % 7 * 20;
            show(1, x -> shade + x % 50);
        }
    }

    private void sound(int seconds, float loudness) {
        FloatPointer left = new FloatPointer(samples.data(0));
        for (int i = 0; i < Encoders.AUDIO_FRAME; i++) {
            left.put(i, i % 2 == 0 ? loudness : -loudness);
        }
        for (int i = 0; i < seconds * Encoders.SAMPLE_RATE / Encoders.AUDIO_FRAME + 1; i++) {
            watch.sound(samples);
        }
    }

    @Test
    void aProgrammeIsNoReasonToSayAnything() {
        showChanging(100);
        sound(100, 0.1f);
        assertThat(watch.complaint()).isNull();
        assertThat(told).isEmpty();
    }

    @Test
    void blackIsToldAfterTenSecondsAndWhenItIsOver() {
        showChanging(5);
        show(10, x -> BLACK);
        assertThat(told).isEmpty();
        show(1, x -> BLACK);
        assertThat(watch.complaint()).isEqualTo("the picture has been black for 10 s");
        show(30, x -> BLACK);
        showChanging(2);
        assertThat(watch.complaint()).isNull();
        assertThat(told).containsExactly("the picture has been black for 10 s", "");
    }

    @Test
    void aLogoOnBlackIsBlack() {
        show(12, x -> x < 4 ? 200 : BLACK);
        assertThat(told).containsExactly("the picture has been black for 10 s");
    }

    @Test
    void aPictureThatStandsStillIsToldAfterTwentySeconds() {
        showChanging(3);
        show(20, x -> 100 + x % 50);
        assertThat(told).isEmpty();
        show(1, x -> 101 + x % 50);
        assertThat(told).containsExactly("the picture has stood still for 20 s");
        showChanging(2);
        assertThat(told).containsExactly("the picture has stood still for 20 s", "");
    }

    @Test
    void silenceIsToldWhetherItIsSentOrNothingIs() {
        sound(5, 0.1f);
        showChanging(1);
        sound(15, 0.0001f);
        for (int i = 0; i < 6 * Encoders.SAMPLE_RATE / Encoders.AUDIO_FRAME; i++) {
            watch.noSound(Encoders.AUDIO_FRAME);
        }
        showChanging(2);
        assertThat(told).containsExactly("there has been no sound for 20 s");
        sound(1, 0.1f);
        showChanging(2);
        assertThat(watch.complaint()).isNull();
    }

    @Test
    void whatNeverHadSoundIsNotSilent() {
        for (int i = 0; i < 100 * Encoders.SAMPLE_RATE / Encoders.AUDIO_FRAME; i++) {
            watch.noSound(Encoders.AUDIO_FRAME);
        }
        showChanging(2);
        assertThat(told).isEmpty();
    }

    @Test
    void anotherSourceBeginsAnew() {
        show(15, x -> BLACK);
        watch.begin();
        show(9, x -> BLACK);
        assertThat(told).containsExactly("the picture has been black for 10 s", "");
    }
}
