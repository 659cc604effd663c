package dev.headwater.ingest.pipeline.encode;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockBoxTest {
    private static final int MEMORY = 1 << 20;

    @Test
    void whereItFitsItIsPainted() {
        assertThat(painted(96, 32)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"640, 2", "640, 22", "80, 360"})
    void whereItDoesNotFitNothingIs(int width, int height) {
        assertThat(painted(width, height)).isZero();
    }

    /** How many bytes of three planes, and of the memory about them, are not as they were. */
    private static int painted(int width, int height) {
        AVFrame frame = avutil.av_frame_alloc();
        int changed = 0;
        try (BytePointer memory = new BytePointer(3L * MEMORY)) {
            BytePointer.memset(memory, 77, 3L * MEMORY);
            for (int plane = 0; plane < 3; plane++) {
                frame.data(plane, new BytePointer(memory).position((long) plane * MEMORY + MEMORY / 2));
                frame.linesize(plane, plane == 0 ? width : width / 2);
            }
            new ClockBox(width, height).paint(frame, 1234);
            byte[] after = new byte[3 * MEMORY];
            memory.get(after);
            for (byte one : after) {
                changed += one == 77 ? 0 : 1;
            }
        } finally {
            avutil.av_frame_free(frame);
        }
        return changed;
    }
}
