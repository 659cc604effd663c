package dev.headwater.ingest.pipeline.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.BitmapDecoder.Bitmap;
import dev.headwater.ingest.pipeline.av.BitmapDecoder.Drawn;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlayTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final Rung TOP = new Rung("top", WIDTH, HEIGHT, 1_000_000, 96_000);
    private static final PictureArea WHOLE = new PictureArea(0, 0, WIDTH, HEIGHT, true);

    /** A picture of 4:3 between two black bars. */
    private static final PictureArea PILLARS = new PictureArea(80, 0, 480, HEIGHT, false);

    private final AVFrame picture = black(WIDTH, HEIGHT);

    @AfterEach
    void free() {
        av_frame_free(picture);
    }

    private static AVFrame black(int width, int height) {
        AVFrame frame = av_frame_alloc();
        frame.format(AV_PIX_FMT_YUV420P);
        frame.width(width).height(height);
        assertThat(av_frame_get_buffer(frame, 0)).isZero();
        fill(frame, 0, height, (byte) 16);
        fill(frame, 1, height / 2, (byte) 128);
        fill(frame, 2, height / 2, (byte) 128);
        return frame;
    }

    private static void fill(AVFrame frame, int plane, int rows, byte value) {
        byte[] all = new byte[rows * frame.linesize(plane)];
        Arrays.fill(all, value);
        frame.data(plane).put(all, 0, all.length);
    }

    private static Drawn drawn(int canvasWidth, int canvasHeight, int left, int top, int width, int height, int argb) {
        int[] colours = new int[256];
        colours[1] = argb;
        byte[] pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) 1);
        Bitmap bitmap = new Bitmap(left, top, width, height, pixels, colours);
        return new Drawn(canvasWidth, canvasHeight, 0, 0, List.of(bitmap));
    }

    private static int at(AVFrame frame, int plane, int x, int y) {
        return frame.data(plane).get((long) y * frame.linesize(plane) + x) & 0xff;
    }

    @Test
    void aBitmapOfAnotherCanvasLiesWhereItWasDrawnFor() {
        new Overlay(drawn(720, 576, 180, 288, 360, 144, 0xffffffff), PILLARS).draw(picture);
        assertThat(at(picture, 0, 320, 225)).isBetween(234, 236);
        assertThat(at(picture, 1, 160, 112)).isBetween(127, 129);
        assertThat(at(picture, 0, 203, 183)).isGreaterThan(220);
        assertThat(at(picture, 0, 437, 267)).isGreaterThan(220);
        assertThat(List.of(at(picture, 0, 197, 225), at(picture, 0, 443, 225), at(picture, 0, 320, 177)))
                .containsOnly(16);
        assertThat(at(picture, 0, 320, 273)).isEqualTo(16);
    }

    @Test
    void coloursAreThoseOfThePictureAndMixWhereTheyAreNotWhole() {
        new Overlay(drawn(WIDTH, HEIGHT, 100, 100, 100, 100, 0xffff0000), WHOLE).draw(picture);
        // Red of ITU-R BT.709, in 8 bits of limited range.
        assertThat(List.of(at(picture, 0, 150, 150), at(picture, 1, 75, 75), at(picture, 2, 75, 75)))
                .containsExactly(63, 102, 240);
        new Overlay(drawn(WIDTH, HEIGHT, 300, 100, 100, 100, 0x80ffffff), WHOLE).draw(picture);
        assertThat(at(picture, 0, 350, 150)).isBetween(124, 128);
        new Overlay(drawn(WIDTH, HEIGHT, 0, 0, WIDTH, HEIGHT, 0x00ffffff), WHOLE).draw(picture);
        assertThat(at(picture, 0, 20, 20)).isEqualTo(16);
    }

    @Test
    void aPictureThatIsShownElsewhereTooStaysAsItIs() {
        AVFrame other = av_frame_clone(picture);
        try {
            new Overlay(drawn(WIDTH, HEIGHT, 0, 0, 100, 100, 0xffffffff), WHOLE).draw(picture);
            assertThat(at(picture, 0, 50, 50)).isGreaterThan(200);
            assertThat(at(other, 0, 50, 50)).isEqualTo(16);
        } finally {
            av_frame_free(other);
        }
    }

    @ParameterizedTest
    @CsvSource({"-50,-50,100,100", "600,340,100,100", "700,400,10,10", "-500,0,10,10", "3,3,1,1"})
    void whatLiesOutsideIsCutOff(int left, int top, int width, int height) {
        new Overlay(drawn(WIDTH, HEIGHT, left, top, width, height, 0xffffffff), WHOLE).draw(picture);
        assertThat(at(picture, 0, 320, 180)).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({
        "1920,1080,1,1,0,0,640,360,true",
        "720,576,16,15,80,0,480,360,false",
        "720,576,64,45,0,0,640,360,false",
        "1920,800,0,1,0,46,640,266,true"
    })
    void aPictureLiesBetweenItsBars(
            int width, int height, int num, int den, int left, int top, int wide, int high, boolean hd) {
        AVFrame source = av_frame_alloc();
        source.width(width).height(height);
        source.sample_aspect_ratio().num(num).den(den);
        if (!hd) {
            source.colorspace(AVCOL_SPC_SMPTE170M);
        }
        try {
            assertThat(PictureArea.of(source, TOP)).isEqualTo(new PictureArea(left, top, wide, high, hd));
        } finally {
            av_frame_free(source);
        }
    }
}
