package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.media.Container;
import dev.headwater.core.media.IngestOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Playbacks as one endless response. */
class PlaybackStreamTest extends PlaybackFixture {
    @Test
    void aStreamHoldsAConnectionUntilItsSeatIsClosed() {
        StreamAnswer.Plays plays = (StreamAnswer.Plays) playback.stream(ADA, CHANNEL, WATCHING);
        assertThat(plays.rendition()).isEqualTo("720p");
        assertThat(sessions.live(1, ONE)).hasSize(1);
        clock.advance(Duration.ofMinutes(2));
        assertThat(plays.seat().look()).isEqualTo(new Seat.Standing.Plays());
        plays.seat().close();
        plays.seat().close();
        assertThat(sessions.live(1, ONE)).isEmpty();
        assertThat(plays.seat().look()).isEqualTo(new Seat.Standing.Over());
    }

    @Test
    void aRunningStreamLearnsOfPutOutExpiryKickAndNewPassword() {
        StreamAnswer.Plays first = (StreamAnswer.Plays) playback.stream(ADA, CHANNEL, WATCHING);
        clock.advance(Duration.ofSeconds(5));
        Viewer other = new Viewer(new ClientIdentity("192.0.2.9", "Phone"), null, true);
        StreamAnswer.Plays second = (StreamAnswer.Plays) playback.stream(ADA, CHANNEL, other);
        assertThat(first.seat().look()).isEqualTo(new Seat.Standing.Ends(SlateReason.IN_USE));
        assertThat(playback.stream(ADA, CHANNEL, WATCHING)).isEqualTo(new StreamAnswer.Shows(SlateReason.IN_USE));
        set(clock.instant(), LineStatus.ACTIVE);
        assertThat(second.seat().look()).isEqualTo(new Seat.Standing.Ends(SlateReason.EXPIRED));
        set(null, LineStatus.ACTIVE);
        assertThat(second.seat().look()).isEqualTo(new Seat.Standing.Plays());
        sessions.close(1, sessions.live(1, ONE).getFirst().id());
        clock.advance(Duration.ofSeconds(1));
        assertThat(second.seat().look()).isEqualTo(new Seat.Standing.Over());
        StreamAnswer.Plays third = (StreamAnswer.Plays) playback.stream(ADA, CHANNEL, other);
        clock.advance(Duration.ofSeconds(1));
        lines.change("ada", line -> line.withPassword(passwords.store("other"), clock.instant()));
        assertThat(third.seat().look()).isEqualTo(new Seat.Standing.Over());
    }

    @Test
    void aLookAtAStreamTakesNoConnection() {
        StreamAnswer.Plays looked = (StreamAnswer.Plays) playback.stream(ADA, CHANNEL, new Viewer(TV, null, false));
        looked.seat().close();
        assertThat(sessions.live(1, ONE)).isEmpty();
    }

    @Test
    void whatIsNoTransportStreamSaysSo() {
        Channel was = channels.find(CHANNEL).orElseThrow();
        channels.save(new Channel(
                CHANNEL,
                was.listed(),
                0,
                was.sources(),
                "small",
                null,
                0,
                false,
                Channel.Run.ALWAYS,
                new IngestOptions(null, null, null, null, Container.FMP4)));
        clock.advance(Duration.ofSeconds(2));
        StreamAnswer refused = new StreamAnswer.Refused(Refusal.PLAYLISTS_ONLY);
        assertThat(playback.stream(ADA, CHANNEL, WATCHING)).isEqualTo(refused);
        assertThat(playback.streamElsewhere(ADA, CHANNEL, WATCHING)).isEqualTo(refused);
        assertThat(sessions.live(1, ONE)).isEmpty();
        assertThat(enter(ADA, CHANNEL)).isInstanceOf(Answer.Playlist.class);
    }
}
