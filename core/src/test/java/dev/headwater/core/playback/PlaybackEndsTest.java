package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.LineStatus;
import dev.headwater.core.hls.SlateReason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What ends a running playback at its next request. */
class PlaybackEndsTest extends PlaybackFixture {
    @Test
    void kickExpiryNewPasswordAndLostBouquetBiteAtTheNextRequest() {
        String ticket = ticket();
        playback.playlist(ticket, "720p", WATCHING);
        sessions.close(1, sessions.live(1, ONE).getFirst().id());
        assertThat(playback.playlist(ticket, "720p", WATCHING)).isEqualTo(refused(Refusal.FORBIDDEN));
        Viewer looking = new Viewer(TV, null, false);
        assertThat(playback.playlist(ticket, "720p", looking)).isEqualTo(refused(Refusal.FORBIDDEN));
        assertThat(playback.segment(ticket, "720p", segment(), looking, HOST)).isEqualTo(refused(Refusal.FORBIDDEN));

        String second = ticket();
        assertThat(playback.playlist(second, "720p", WATCHING)).isInstanceOf(Answer.Playlist.class);
        clock.advance(Duration.ofSeconds(1));
        lines.change("ada", line -> line.withPassword(passwords.store("other"), clock.instant()));
        assertThat(playback.playlist(second, "720p", WATCHING)).isEqualTo(refused(Refusal.FORBIDDEN));

        lines.change("ada", line -> line.withPassword(passwords.store("s3cret-word"), clock.instant()));
        String third = ticket();
        lines.change(
                "ada",
                line -> line.withAccess(line.bouquets(), 1, clock.instant().plusSeconds(5), LineStatus.ACTIVE));
        assertThat(text(playback.playlist(third, "720p", WATCHING))).doesNotContain("ENDLIST");
        clock.advance(Duration.ofSeconds(6));
        assertEndsWith(SlateReason.EXPIRED, third);
    }

    @Test
    void aChannelThatIsRemovedOrSwitchedOffEndsAtTheNextRequest() {
        String ticket = ticket();
        assertThat(text(playback.playlist(ticket, "720p", WATCHING))).doesNotContain("ENDLIST");
        var read = windows.findVersioned(CHANNEL).orElseThrow();
        windows.replace(read, read.value().inState(dev.headwater.core.hls.ChannelState.OFF, null, clock.instant()));
        clock.advance(Duration.ofMinutes(2));
        Instant before = clock.instant();
        assertEndsWith(SlateReason.OFF_AIR, ticket);
        assertThat(clock.instant()).as("nothing to wait for").isEqualTo(before);
        channels.delete(CHANNEL);
        clock.advance(Duration.ofSeconds(1));
        assertThat(playback.playlist(ticket, "720p", WATCHING)).isEqualTo(refused(Refusal.UNKNOWN));
        assertThat(playback.segment(ticket, "720p", segment(), WATCHING, HOST)).isEqualTo(refused(Refusal.FORBIDDEN));
    }
}
