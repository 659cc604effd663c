package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Rights;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.playback.session.Session;
import dev.headwater.core.takedown.Takedown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The keys of an encrypted channel: for who gets its segments, and for nobody else. */
abstract class KeySuite extends HttpSuite {
    private static final Pattern KEY = Pattern.compile("#EXT-X-KEY:METHOD=AES-128,URI=\"([^\"]+)\",IV=0x[0-9a-f]{32}");

    private final Fill fill = new Fill(headend);
    private int line;
    private int channel;
    private int other;
    private ContentKey key;
    private String media;

    @Override
    void fill() {
        line = fill.line("ada", "s3cret-word").id();
        channel = fill.channelOnAir("One").id();
        other = fill.channelOnAir("Other").id();
        fill.edge("edge-1", 8081);
        fill.slates();
        key = headend.keys().make(channel, 1, Duration.ofHours(1));
        encrypt(channel, key);
    }

    private void encrypt(int id, ContentKey with) {
        LiveWindow window = headend.windows().find(id).orElseThrow();
        LiveWindow encrypted = LiveWindow.empty(id, 1, window.targetDuration(), window.updatedAt())
                .withRenditions(window.renditions(), window.updatedAt());
        for (Segment s : window.segments()) {
            encrypted = encrypted.append(
                    new Segment(s.name(), s.millis(), s.start(), s.discontinuity(), with.id()),
                    window.segments().size(),
                    window.updatedAt());
        }
        headend.windows().replace(headend.windows().findVersioned(id).orElseThrow(), encrypted);
    }

    @BeforeEach
    void aPlayer() {
        media = app.mediaPath(channel);
    }

    private String keyPath() {
        Matcher named = KEY.matcher(app.get(media).text());
        assertThat(named.find()).isTrue();
        return sibling(named.group(1));
    }

    private String sibling(String uri) {
        return media.substring(0, media.lastIndexOf('/') + 1) + uri;
    }

    private List<Session> live() {
        return headend.sessions().live(line, ConnectionLimit.of(1));
    }

    @Test
    void aPlayerGetsTheKeyItsPlaylistNames() {
        Reply reply = app.get(keyPath());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(key.bytes());
        assertThat(reply.header("Content-Type")).hasValue("application/octet-stream");
        assertThat(reply.header("Content-Length")).hasValue("16");
        assertThat(reply.header("Cache-Control")).hasValue("no-store");
        assertThat(reply.header("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(reply.header("Content-Encoding")).isEmpty();
    }

    @Test
    void aTicketOpensTheKeysOfItsOwnContentOnly() {
        String foreign = app.mediaPath(other);
        String path = foreign.substring(0, foreign.lastIndexOf('/') + 1) + key.id() + ".key";
        ContentKey others = headend.keys().make(other, 1, Duration.ofHours(1));

        assertThat(app.get(path).status()).isEqualTo(404);
        assertThat(app.get(sibling(others.id() + ".key")).status()).isEqualTo(404);
        assertThat(app.get("/play/" + "A".repeat(64) + "/720p/" + key.id() + ".key")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatNamesNoKeyIsNoneAndTakesNoConnection() {
        for (String uri :
                List.of("0000000000000000.key", ".key", key.id().toUpperCase(Locale.ROOT) + "Z.key", "%2e%2e.key")) {
            assertThat(app.get(sibling(uri)).status()).as(uri).isEqualTo(404);
        }
        assertThat(live()).isEmpty();
    }

    @Test
    void aKeyRenewsTheConnectionAsASegmentDoesAndTakesNoSecond() {
        String path = keyPath();
        for (int i = 0; i < 4; i++) {
            assertThat(live()).hasSize(1);
            headend.clock().advance(Duration.ofSeconds(20));
            assertThat(app.get(path).status()).isEqualTo(200);
        }
        headend.clock().advance(Duration.ofSeconds(31));
        assertThat(live()).isEmpty();
    }

    @Test
    void lookingCostsNoConnection() {
        assertThat(app.send(Ask.of("HEAD", sibling(key.id() + ".key"))).status())
                .isEqualTo(200);
        assertThat(live()).isEmpty();
    }

    @Test
    void whoIsKickedGetsNone() {
        String path = keyPath();
        headend.sessions().close(line, live().getFirst().id());

        assertThat(app.get(path).status()).isEqualTo(403);
    }

    @Test
    void whoIsPutOutGetsNone() {
        String path = keyPath();
        headend.clock().advance(Duration.ofSeconds(5));
        PlayerApp phone = new PlayerApp(door, 2, "Phone");
        phone.get(phone.mediaPath(channel));

        assertThat(app.get(path).status()).isEqualTo(403);
    }

    @Test
    void anOldTicketTakesNoConnectionByAKey() {
        headend.clock().advance(Duration.ofSeconds(61));

        assertThat(app.get(sibling(key.id() + ".key")).status()).isEqualTo(403);
        assertThat(live()).isEmpty();
    }

    @Test
    void whoseLineEndsGetsNone() {
        String path = keyPath();
        headend.lines()
                .change(
                        "ada",
                        l -> l.withAccess(l.bouquets(), 1, headend.clock().instant(), LineStatus.ACTIVE));
        headend.clock().advance(Duration.ofSeconds(1));

        assertThat(app.get(path).status()).isEqualTo(403);
    }

    @Test
    void whereRightsAreOverNobodyGetsOne() {
        String path = keyPath();
        headend.channels().change(channel, KeySuite::withoutRights);
        headend.clock().advance(Duration.ofSeconds(1));

        assertThat(app.get(path).status()).isEqualTo(403);
    }

    private static Channel withoutRights(Channel channel) {
        Listed was = channel.listed();
        Rights over = new Rights(null, Instant.EPOCH, Set.of());
        return channel.withListed(
                new Listed(was.name(), was.category(), was.image(), was.adult(), over, was.addedAt()));
    }

    @Test
    void ofWhatIsTakenDownNobodyGetsOne() {
        String path = keyPath();
        headend.takedowns()
                .order(Takedown.Target.CHANNEL, channel, new Takedown.Order("not licensed", null, false), "ann");

        assertThat(app.get(path).status()).isEqualTo(403);
    }

    @Test
    void theEndOfAPlaybackIsASlateInTheClear() {
        keyPath();
        headend.lines()
                .change(
                        "ada",
                        l -> l.withAccess(l.bouquets(), 1, headend.clock().instant(), LineStatus.ACTIVE));
        headend.clock().advance(Duration.ofSeconds(1));
        String text = app.get(media).text();

        assertThat(text).contains("#EXT-X-GAP").contains("#EXT-X-KEY:METHOD=NONE\n#EXTINF");
        assertThat(text.lastIndexOf("METHOD=AES-128")).isLessThan(text.indexOf("METHOD=NONE"));
    }
}
