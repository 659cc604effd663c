package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.LineStatus;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who gets nothing, and which status says so. */
abstract class PlayRefusalsSuite extends HttpSuite {
    private static final String WORD = XtreamSuite.PASSWORD;
    private final Fill fill = new Fill(headend);
    private int channel;

    @Override
    void fill() {
        fill.line("ada", WORD);
        channel = fill.channelOnAir("One").id();
        fill.edge("edge-1", 8081);
    }

    @Test
    void wrongCredentialsAre401AndUnknownChannels404() {
        assertThat(entry("ada", "wrong", channel + ".m3u8")).isEqualTo(401);
        assertThat(entry("nobody", WORD, channel + ".m3u8")).isEqualTo(401);
        assertThat(entry("ada", "wrong", "99.m3u8")).isEqualTo(401);
        for (String id : List.of(
                "99", "0", "2147483647", "2147483648", "9999999999", "99999999999999999999", "one", "-1", "1e1", "")) {
            assertThat(entry("ada", WORD, id + ".m3u8")).as(id).isEqualTo(404);
        }
        assertThat(app.get("/live/ada/" + WORD).status()).isEqualTo(404);
        assertThat(app.get("/live/ada/" + WORD + "/x/" + channel + ".m3u8").status())
                .isEqualTo(404);
    }

    @Test
    void whatIsNoFormatIs404() {
        assertThat(entry("ada", WORD, channel + ".exe")).isEqualTo(404);
        assertThat(entry("ada", WORD, channel + ".m3u8.m3u8")).isEqualTo(404);
    }

    @Test
    void whatIsInNoBouquetOfTheLineIs403() {
        headend.bouquets().add("other", Set.of());
        fill.line("bob", WORD, l -> l.withAccess(List.of("other"), 1, null, LineStatus.ACTIVE));
        assertThat(entry("bob", WORD, channel + ".m3u8")).isEqualTo(403);
    }

    @Test
    void aDisabledLineIs403FromTheNextRequestOn() {
        String media = app.mediaPath(channel);
        String segment = app.segmentPaths(media).getFirst();
        headend.lines().change("ada", l -> l.withAccess(l.bouquets(), 1, null, LineStatus.DISABLED));
        assertThat(entry("ada", WORD, channel + ".m3u8")).isEqualTo(403);
        assertThat(app.get(media).status()).isEqualTo(403);
        assertThat(app.get(segment).status()).isEqualTo(403);
    }

    @Test
    void anExpiredLineGetsNoSegmentMore() {
        Instant soon = headend.clock().instant().plusSeconds(10);
        headend.lines().change("ada", l -> l.withAccess(l.bouquets(), 1, soon, LineStatus.ACTIVE));
        String segment = app.segmentPaths(app.mediaPath(channel)).getFirst();
        assertThat(app.get(segment).status()).isEqualTo(302);
        headend.clock().advance(Duration.ofSeconds(10));
        assertThat(app.get(segment).status()).isEqualTo(403);
    }

    @Test
    void anotherPasswordKillsTheTicketsOfTheOneBefore() {
        String media = app.mediaPath(channel);
        headend.clock().advance(Duration.ofSeconds(1));
        Instant now = headend.clock().instant();
        headend.lines().change("ada", l -> l.withPassword(headend.passwords().store("new-word-9"), now));
        assertThat(app.get(media).status()).isEqualTo(403);
        assertThat(entry("ada", WORD, channel + ".m3u8")).isEqualTo(401);
        assertThat(entry("ada", "new-word-9", channel + ".m3u8")).isEqualTo(200);
    }

    @Test
    void aTicketOfAWeekAgoIsDead() {
        String media = app.mediaPath(channel);
        headend.clock().advance(Duration.ofDays(8));
        fill.onAir(channel, List.of(Fill.HIGH), 6);
        assertThat(app.get(media).status()).isEqualTo(403);
    }

    @Test
    void aChannelThatIsOffAirSaysWhenToAskAgain() {
        int silent = fill.channel("Silent", "General").id();
        int failed = fill.channelOnAir("Failed").id();
        LiveWindow window = headend.windows().find(failed).orElseThrow();
        headend.windows()
                .replace(
                        headend.windows().findVersioned(failed).orElseThrow(),
                        window.inState(ChannelState.OFF, null, headend.clock().instant()));
        String media = app.mediaPath(channel);
        // It plays: a ticket that nobody used in its first minute lets nobody in any more.
        assertThat(app.get(media).status()).isEqualTo(200);
        headend.clock().advance(LiveWindow.SHELF_LIFE.plusSeconds(1));
        for (Reply reply : List.of(app.enter(silent), app.enter(failed), app.enter(channel), app.get(media))) {
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("Retry-After").map(Integer::parseInt).orElseThrow())
                    .isPositive();
            assertThat(reply.header("Cache-Control")).hasValue("no-store");
        }
    }

    @Test
    void aChannelThatStartsIsWaitedForOnlySoLong() {
        int starting = fill.channel("Starting", "General").id();
        Instant before = headend.clock().instant();
        headend.windows().replace(null, LiveWindow.empty(starting, 1, 2, before));
        assertThat(app.enter(starting).status()).isEqualTo(503);
        assertThat(Duration.between(before, headend.clock().instant()))
                .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(9));
    }

    @Test
    void whatATicketDoesNotLeadToIs404() {
        String media = app.mediaPath(channel);
        for (String other : List.of(
                media.replace("720p", "1080p"),
                media.replace("720p", "..%2f720p"),
                media.replace("index.m3u8", "other.m3u8"),
                media.replace("index.m3u8", "nonsense.ts"),
                media.replace("index.m3u8", "..%2F..%2Fetc.ts"),
                media.replace("index.m3u8", "2026112013-1-1-zzzzzzzzzzzzzzzz.ts"),
                media.replace("720p/index.m3u8", "7%2A/2026112013-1-1-0000000000000000.ts"))) {
            assertThat(app.get(other).status()).as(other).isEqualTo(404);
            assertThat(app.get(other).header("Cache-Control")).as(other).hasValue("no-store");
        }
    }

    private int entry(String user, String password, String file) {
        Reply reply = app.get("/live/" + user + "/" + password + "/" + file);
        assertThat(reply.header("Cache-Control")).hasValue("no-store");
        return reply.status();
    }
}
