package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ffmpeg program plays, and goes on through what happens. */
@ExtendWith(SharedHeadwater.class)
class FfmpegPlaysTest {
    private static final int SECOND = 25;
    private final HeadwaterProcess headwater;

    FfmpegPlaysTest(HeadwaterProcess headwater) {
        this.headwater = headwater;
    }

    @BeforeAll
    static void ffmpegIsThere() {
        Ffmpeg.assumePresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {SharedHeadwater.TEST_CARD, SharedHeadwater.LOOP})
    void everyFrameOfBothDemoChannels(int channel) throws Exception {
        try (Ffmpeg player = Ffmpeg.play(headwater.line("frames-" + channel, 1).channel(channel))) {
            player.awaitFrames(8 * SECOND, 40);
            assertThat(player.complaints()).isEmpty();
            assertThat(player.lost()).isZero();
        }
    }

    @Test
    void nothingIsLostWhenItsEdgeDrains() throws Exception {
        HeadwaterProcess.Line line = headwater.line("drained", 1);
        try (Ffmpeg player = Ffmpeg.play(line.channel(SharedHeadwater.TEST_CARD))) {
            player.awaitFrames(2 * SECOND, 40);
            // Whichever edge it is on, it has to leave it once.
            for (String edge : List.of("edge-1", "edge-2")) {
                headwater.command("edge", "drain", edge);
                player.awaitFrames(4 * SECOND, 30);
                headwater.command("edge", "undrain", edge);
            }
            assertThat(player.complaints()).isEmpty();
            assertThat(player.lost()).isZero();
        }
    }

    @Test
    void nothingIsLostWhenTheKeysAreRotated() throws Exception {
        HeadwaterProcess.Line line = headwater.line("rotated", 1);
        try (Ffmpeg player = Ffmpeg.play(line.channel(SharedHeadwater.TEST_CARD))) {
            player.awaitFrames(2 * SECOND, 40);
            String before =
                    keyOf(Http.signedSegment(headwater.line("rotated-2", 1).channel(SharedHeadwater.LOOP)));
            URI old = Http.signedSegment(headwater.line("rotated-3", 1).channel(SharedHeadwater.LOOP));
            headwater.command("key", "rotate");
            URI now = Http.signedSegment(headwater.line("rotated-4", 1).channel(SharedHeadwater.LOOP));
            assertThat(keyOf(now)).isNotEqualTo(before);
            assertThat(Http.get(now).statusCode()).isEqualTo(200);
            assertThat(Http.get(old).statusCode()).as("signed before").isEqualTo(200);
            player.awaitFrames(6 * SECOND, 40);
            assertThat(player.complaints()).isEmpty();
            assertThat(player.lost()).isZero();
        }
    }

    private static String keyOf(URI signed) {
        return signed.getQuery().replaceFirst(".*Key-Pair-Id=", "");
    }

    @Test
    void itGoesOnWhenTheProcessThatMakesTheChannelIsKilled() throws Exception {
        HeadwaterProcess.Line line = headwater.line("killed", 1);
        try (Ffmpeg player = Ffmpeg.play(line.channel(SharedHeadwater.TEST_CARD))) {
            player.awaitFrames(2 * SECOND, 40);
            headwater.children().forEach(ProcessHandle::destroyForcibly);
            player.awaitFrames(8 * SECOND, 40);
            assertThat(player.isPlaying()).isTrue();
        }
    }

    @Test
    void aKickBitesWithinTwoSeconds() throws Exception {
        HeadwaterProcess.Line line = headwater.line("kicked", 1);
        String media = Http.uris(Http.get(line.channel(SharedHeadwater.TEST_CARD)))
                .getFirst()
                .toString();
        assertThat(Http.get(media).statusCode()).isEqualTo(200);
        String session = sessionOf(line.name());
        headwater.command("session", "kick", session);
        assertThat(Refused.after(System.nanoTime(), media)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aKickedPlayerEnds() throws Exception {
        HeadwaterProcess.Line line = headwater.line("kicked-player", 1);
        try (Ffmpeg player = Ffmpeg.play(line.channel(SharedHeadwater.TEST_CARD))) {
            player.awaitFrames(SECOND, 40);
            headwater.command("session", "kick", sessionOf(line.name()));
            // It plays out what it has fetched, and asks in vain for more.
            player.awaitEnd(Duration.ofSeconds(30));
        }
    }

    @Test
    void aSecondDeviceOverTheLimitPutsTheFirstOut() throws Exception {
        HeadwaterProcess.Line line = headwater.line("full", 1);
        try (Ffmpeg first = Ffmpeg.play(line.channel(SharedHeadwater.TEST_CARD))) {
            first.awaitFrames(SECOND, 40);
            try (Ffmpeg second = Ffmpeg.play(line.channel(SharedHeadwater.LOOP))) {
                second.awaitFrames(SECOND, 40);
                first.awaitEnd(Duration.ofSeconds(30));
                second.awaitFrames(SECOND, 20);
            }
        }
    }

    private String sessionOf(String line) throws Exception {
        for (var session : headwater.command("session", "list")) {
            if (session.path("line").asText().equals(line)) {
                return session.path("id").asText();
            }
        }
        throw new AssertionError("line " + line + " has no session");
    }
}
