package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Limits as players meet them: zapping goes on, others are not interrupted, and nobody wages a war. */
@ExtendWith(SharedHeadwater.class)
class OneLineManyDevicesTest {
    private static final int SECOND = 25;
    private static final int ZAPS = 10;
    private final HeadwaterProcess headwater;

    OneLineManyDevicesTest(HeadwaterProcess headwater) {
        this.headwater = headwater;
    }

    @BeforeAll
    static void ffmpegIsThere() {
        Ffmpeg.assumePresent();
    }

    @Test
    void ofTwoPlayersThatLookAlikeOneZapsAndTheOtherIsNeverInterrupted() throws Exception {
        HeadwaterProcess.Line line = headwater.line("zapping", 2);
        try (Ffmpeg steady = Ffmpeg.play(line.channel(SharedHeadwater.LOOP))) {
            steady.awaitFrames(SECOND, 40);
            for (int zap = 0; zap < ZAPS; zap++) {
                String extension = zap % 2 == 0 ? ".m3u8" : ".ts";
                try (Ffmpeg zapping = Ffmpeg.play(line.stream(1 + zap % 2, extension))) {
                    zapping.awaitFrames(SECOND, 30);
                    assertThat(zapping.complaints()).isEmpty();
                }
            }
            int before = steady.frames().size();
            steady.awaitFrames(4 * SECOND, 30);
            assertThat(before).isGreaterThan(ZAPS * SECOND);
            assertThat(steady.complaints()).isEmpty();
            assertThat(steady.lost()).isZero();
        }
    }

    @Test
    void aThirdDevicePutsOutTheOldestWhichStaysOut() throws Exception {
        HeadwaterProcess.Line line = headwater.line("three", 2);
        try (Ffmpeg oldest = play(line, "Oldest")) {
            oldest.awaitFrames(SECOND, 40);
            try (Ffmpeg second = play(line, "Second")) {
                second.awaitFrames(SECOND, 40);
                try (Ffmpeg third = play(line, "Third")) {
                    third.awaitFrames(SECOND, 40);
                    oldest.awaitEnd(Duration.ofSeconds(40));
                    try (Ffmpeg again = play(line, "Oldest")) {
                        again.awaitEnd(Duration.ofSeconds(30));
                        assertThat(again.frames()).as("frames of the slate").hasSizeBetween(248, 250);
                    }
                    second.awaitFrames(2 * SECOND, 20);
                    third.awaitFrames(2 * SECOND, 20);
                    for (Ffmpeg watching : List.of(second, third)) {
                        assertThat(watching.complaints()).isEmpty();
                        assertThat(watching.lost()).isZero();
                    }
                }
            }
        }
    }

    private static Ffmpeg play(HeadwaterProcess.Line line, String agent) throws Exception {
        return Ffmpeg.play(line.channel(SharedHeadwater.TEST_CARD), "-user_agent", agent);
    }
}
