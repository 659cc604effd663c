package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.ConnectionLimit.WhenFull;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.hls.SlateForm;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.media.Rendition;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who gets a slate instead, and when. */
class PlaybackSlatesTest extends PlaybackFixture {
    @Test
    void aSecondDeviceOverTheLimitPutsTheFirstOutWhichEndsWithASlate() {
        String first = ticket();
        playback.playlist(first, "720p", WATCHING);
        clock.advance(Duration.ofSeconds(5));
        String second = ticket();
        Viewer other = new Viewer(new ClientIdentity("192.0.2.9", "Phone"), null, true);
        assertThat(text(playback.playlist(second, "720p", other))).doesNotContain("ENDLIST");
        assertEndsWith(SlateReason.IN_USE, first);
        assertThat(playback.segment(first, "720p", segment(), WATCHING, HOST)).isEqualTo(refused(Refusal.FORBIDDEN));
        assertShows(SlateReason.IN_USE, enter(ADA, CHANNEL));
    }

    @Test
    void whoIsPutOutOfFragmentsSeesASlateOfFragments() {
        String ticket = ticket();
        playback.playlist(ticket, "720p", WATCHING);
        var read = windows.findVersioned(CHANNEL).orElseThrow();
        Segment last = read.value().segments().getLast();
        Segment fragment = new Segment(last.name(), 2000, last.start(), false, null, last.name());
        windows.replace(read, read.value().append(fragment, 1, clock.instant()));
        clock.advance(Duration.ofSeconds(1));
        Slate plain = slates.find(SlateReason.EXPIRED).orElseThrow();
        set(clock.instant().minusSeconds(1), LineStatus.ACTIVE);
        assertThat(uris(text(playback.playlist(ticket, "720p", WATCHING))).getLast())
                .as("of who was here before there were others")
                .matches(".*/expired/[0-9a-f-]+\\.ts");

        slates.save(new Slate(
                SlateReason.EXPIRED,
                1,
                new Rendition(SlateForm.FRAGMENTS.rendition(SlateReason.EXPIRED), "avc1.4d401f", 640, 360, 25, 1, 1),
                plain.segments().stream()
                        .map(one -> new Segment(one.name(), 2000, one.start(), false, null, one.name()))
                        .toList()));
        clock.advance(Duration.ofSeconds(5));
        String media = text(playback.playlist(ticket, "720p", WATCHING));
        String uri = uris(media).getLast();
        assertThat(uri).matches("\\.\\./\\.\\./[A-Za-z0-9_-]{64}/expiredf/[0-9a-f-]+\\.m4s");
        assertThat(media)
                .contains("#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"" + uri.replace(".m4s", ".mp4") + "\"\n#EXTINF");
        String[] parts = uri.split("/", -1);
        Answer head = playback.segment(parts[2], parts[3], parts[4].replace(".m4s", ".mp4"), WATCHING, HOST);
        assertThat(((Answer.Redirect) head).location()).contains("/hls/0/expiredf/");
        assertShows(SlateReason.EXPIRED, enter(ADA, CHANNEL));
    }

    @Test
    void aLineThatRefusesSaysSo() {
        lines.change("ada", line -> line.withLimit(new ConnectionLimit(1, WhenFull.REFUSE)));
        playback.playlist(ticket(), "720p", WATCHING);
        Answer other =
                playback.enter(ADA, CHANNEL, new Viewer(new ClientIdentity("192.0.2.9", "Phone"), null, true), "");
        assertShows(SlateReason.LIMIT, other);
    }

    @Test
    void expiredAndBannedLinesAreToldSoAndDisabledOnesAreNot() {
        String ticket = ticket();
        playback.playlist(ticket, "720p", WATCHING);
        set(clock.instant().minusSeconds(1), LineStatus.ACTIVE);
        assertShows(SlateReason.EXPIRED, enter(ADA, CHANNEL));
        assertEndsWith(SlateReason.EXPIRED, ticket);
        assertThat(playback.segment(ticket, "720p", segment(), WATCHING, HOST)).isEqualTo(refused(Refusal.FORBIDDEN));
        set(null, LineStatus.BANNED);
        assertShows(SlateReason.BANNED, enter(ADA, CHANNEL));
        set(null, LineStatus.DISABLED);
        assertThat(enter(ADA, CHANNEL)).isEqualTo(refused(Refusal.FORBIDDEN));
        assertThat(playback.playlist(ticket, "720p", WATCHING)).isEqualTo(refused(Refusal.FORBIDDEN));
    }

    @Test
    void aSlatesTicketOpensSlatesOnlyAndTakesNoConnection() {
        set(clock.instant().minusSeconds(1), LineStatus.ACTIVE);
        String slateTicket = uris(text(enter(ADA, CHANNEL))).getFirst().split("/", -1)[2];
        assertThat(playback.playlist(slateTicket, "720p", WATCHING)).isEqualTo(refused(Refusal.UNKNOWN));
        Answer segment = playback.segment(slateTicket, "expired", segment(), WATCHING, HOST);
        assertThat(((Answer.Redirect) segment).location()).contains("/hls/0/expired/");
        assertThat(sessions.live(1, ONE)).isEmpty();
    }

    @Test
    void whileThereAreNoSlatesRefusalsAreStatusCodes() {
        table.query(dev.headwater.core.store.Query.all("SLATES"))
                .items()
                .forEach(item -> table.delete(item.key(), dev.headwater.core.store.Condition.always()));
        clock.advance(Duration.ofSeconds(10));
        set(clock.instant().minusSeconds(1), LineStatus.ACTIVE);
        assertThat(enter(ADA, CHANNEL)).isEqualTo(refused(Refusal.FORBIDDEN));
    }

    @Test
    void aStartingChannelIsWaitedForAndAnOffAirOneIsNot() {
        windows.replace(null, LiveWindow.empty(3, 1, 2, clock.instant()));
        bouquets.add("basic", Set.of(addChannel(3)));
        Instant before = clock.instant();
        assertShows(SlateReason.OFF_AIR, enter(ADA, 3));
        assertThat(Duration.between(before, clock.instant())).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(9));

        var read = windows.findVersioned(3).orElseThrow();
        windows.replace(
                read,
                read.value().inState(dev.headwater.core.hls.ChannelState.FAILED, "no such file", clock.instant()));
        clock.advance(Duration.ofSeconds(1));
        Instant failed = clock.instant();
        assertShows(SlateReason.OFF_AIR, enter(ADA, 3));
        assertThat(clock.instant()).isEqualTo(failed);
    }
}
