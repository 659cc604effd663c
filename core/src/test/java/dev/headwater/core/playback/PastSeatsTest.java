package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.LineStatus;
import dev.headwater.core.archive.Span;
import dev.headwater.core.hls.SlateReason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which connections the past of a channel takes, as a playlist and as a file. */
class PastSeatsTest extends PastFixture {
    @Test
    void onlyAMediaPlaylistTakesAConnection() {
        record(then, 10, LADDER);
        Span span = new Span(then, Duration.ofSeconds(20));
        Answer entry = enter(span);
        String[] parts = uris(text(entry)).getFirst().split("/", -1);
        playback.playlist(parts[3], parts[4], LOOKING);
        assertThat(playback.past(ADA, CHANNEL, span, WATCHING)).isInstanceOf(StreamAnswer.Replays.class);
        assertThat(sessions.live(1, ONE)).isEmpty();
        playback.playlist(parts[3], parts[4], WATCHING);
        assertThat(sessions.live(1, ONE)).hasSize(1);
        assertThat(playback.segment(parts[3], "720p", uris(media(entry)).getFirst(), WATCHING, HOST))
                .isInstanceOf(Answer.Redirect.class);
    }

    @Test
    void whoIsPutOutIsToldBehindWhatItKnows() {
        Instant start = clock.instant().minusSeconds(20);
        record(start, 10, LADDER);
        Answer entry = enter(new Span(start, Duration.ofHours(1)));
        String[] parts = uris(text(entry)).getFirst().split("/", -1);
        playback.playlist(parts[3], parts[4], WATCHING);
        clock.advance(Duration.ofSeconds(1));
        set(clock.instant().minusSeconds(1), LineStatus.ACTIVE);
        clock.advance(Duration.ofSeconds(1));
        String media = text(playback.playlist(parts[3], parts[4], WATCHING));
        assertThat(media.lines().filter("#EXT-X-GAP"::equals)).hasSize(10);
        assertThat(uris(media).getLast()).contains("/" + SlateReason.EXPIRED.rendition() + "/");
    }

    @Test
    void aFileIsOneSessionOfItsDeviceHoweverOftenItIsAskedFor() {
        record(then, 10, LADDER);
        Span span = new Span(then, Duration.ofSeconds(20));
        for (int i = 0; i < 3; i++) {
            StreamAnswer.Replays file = (StreamAnswer.Replays) playback.past(ADA, CHANNEL, span, WATCHING);
            assertThat(file.segments()).hasSize(10);
            assertThat(file.seat().look()).isEqualTo(new Seat.Standing.Plays());
            file.seat().close();
            clock.advance(Duration.ofSeconds(5));
        }
        assertThat(sessions.live(1, ONE)).hasSize(1);
        StreamAnswer.Elsewhere elsewhere =
                (StreamAnswer.Elsewhere) playback.pastElsewhere(ADA, CHANNEL, span, WATCHING);
        StreamAnswer.Replays there = (StreamAnswer.Replays) playback.stream(elsewhere.ticket(), WATCHING);
        assertThat(there.seat().look()).isEqualTo(new Seat.Standing.Plays());
        assertThat(sessions.live(1, ONE)).hasSize(1);

        String session = sessions.live(1, ONE).getFirst().id();
        sessions.close(1, session);
        clock.advance(Duration.ofSeconds(1));
        assertThat(there.seat().look()).isEqualTo(new Seat.Standing.Over());
        assertThat(playback.past(ADA, CHANNEL, span, WATCHING)).isEqualTo(new StreamAnswer.Refused(Refusal.FORBIDDEN));
        assertThat(playback.past(ADA, CHANNEL, span, PHONE)).isInstanceOf(StreamAnswer.Replays.class);
    }

    /** From a piece as one file to the live channel, and back to it. */
    @Test
    void whoZapsAwayFromAFileComesBackToIt() {
        record(then, 10, LADDER);
        Span span = new Span(then, Duration.ofSeconds(20));
        StreamAnswer.Replays file = replays(span);
        file.seat().look();
        clock.advance(Duration.ofSeconds(1));
        StreamAnswer.Plays live = (StreamAnswer.Plays) playback.stream(ADA, CHANNEL, WATCHING);
        for (int i = 0; i < 8; i++) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(live.seat().look()).isEqualTo(new Seat.Standing.Plays());
        }
        live.seat().close();
        assertThat(file.seat().look())
                .as("a seat that was taken away is not taken back")
                .isInstanceOf(Seat.Standing.Ends.class);
        assertThat(replays(span).seat().look()).isEqualTo(new Seat.Standing.Plays());
        assertThat(sessions.live(1, ONE)).hasSize(1);
    }

    @Test
    void whoIsPutOutOfAFileByAnotherDeviceWaitsAMinute() {
        record(then, 10, LADDER);
        Span span = new Span(then, Duration.ofSeconds(20));
        replays(span).seat().look();
        clock.advance(Duration.ofSeconds(1));
        playback.stream(ADA, CHANNEL, PHONE);
        assertThat(playback.past(ADA, CHANNEL, span, WATCHING)).isEqualTo(new StreamAnswer.Shows(SlateReason.IN_USE));
        clock.advance(Duration.ofSeconds(61));
        assertThat(replays(span).seat().look()).isEqualTo(new Seat.Standing.Plays());
    }
}
