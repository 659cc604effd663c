package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.ConnectionLimit.WhenFull;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.hls.LiveWindow;
import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import io.lindstrom.m3u8.parser.PlaylistParserException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a viewer sees where it may not see what it asked for. */
abstract class SlatesSuite extends HttpSuite {
    private final Fill fill = new Fill(headend);
    private PlayerApp tv;
    private PlayerApp phone;
    private int line;
    private int channel;

    @Override
    void fill() {
        line = fill.line("ada", "s3cret-word").id();
        channel = fill.channelOnAir("One").id();
        fill.edge("edge-1", 8081);
        fill.slates();
    }

    @BeforeEach
    void twoDevices() {
        tv = new PlayerApp(door, 1, "TV");
        phone = new PlayerApp(door, 2, "Phone");
    }

    @Test
    void anExpiredOrBannedLineIsToldSo() throws PlaylistParserException {
        headend.lines()
                .change(
                        "ada",
                        l -> l.withAccess(l.bouquets(), 1, headend.clock().instant(), LineStatus.ACTIVE));
        assertShows("expired", tv.enter(channel));
        headend.lines().change("ada", l -> l.withAccess(l.bouquets(), 1, null, LineStatus.BANNED));
        assertShows("banned", tv.enter(channel));
    }

    @Test
    void aChannelThatIsOffAirSaysSo() throws PlaylistParserException {
        assertShows("offair", tv.enter(fill.channel("Silent", "General").id()));
        String media = tv.mediaPath(channel);
        assertThat(tv.get(media).status()).isEqualTo(200);
        headend.clock().advance(LiveWindow.SHELF_LIFE.plusSeconds(1));
        assertShows("offair", tv.enter(channel));
        assertEndsWith("offair", media);
    }

    @Test
    void whoIsPutOutSeesWhyAndMayNotPutOutInTurn() throws PlaylistParserException {
        String first = tv.mediaPath(channel);
        String segment = tv.segmentPaths(first).getLast();
        headend.clock().advance(Duration.ofSeconds(5));
        assertThat(phone.get(phone.mediaPath(channel)).status()).isEqualTo(200);
        assertEndsWith("inuse", first);
        assertThat(tv.get(segment).status()).isEqualTo(403);
        assertShows("inuse", tv.enter(channel));
        assertThat(headend.sessions().live(line, ConnectionLimit.of(1))).hasSize(1);
    }

    @Test
    void aLineThatRefusesNewcomersSaysSo() throws PlaylistParserException {
        headend.lines().change("ada", l -> l.withLimit(new ConnectionLimit(1, WhenFull.REFUSE)));
        tv.get(tv.mediaPath(channel));
        assertShows("limit", phone.enter(channel));
    }

    /** A slate plays by its own ticket, from an edge, and costs no connection. */
    private void assertShows(String reason, Reply entry) throws PlaylistParserException {
        assertThat(entry.status()).isEqualTo(200);
        String media = entry.uris().getFirst();
        assertThat(media).matches("/play/[\\w-]{64}/" + reason + "/index\\.m3u8");
        Reply playlist = tv.get(media);
        assertThat(parse(playlist).ongoing()).isFalse();
        assertThat(playlist.header("Cache-Control")).hasValue("no-store");
        int before = headend.sessions().live(line, ConnectionLimit.of(9)).size();
        String location = tv.location(media);
        assertThat(location).startsWith("http://tv.example:8081/hls/0/" + reason + "/");
        SignedUrl url = SignedUrl.verify(location, headend.signingKeys().publicKeys());
        assertThat(url.resource()).isEqualTo("http://tv.example:8081/hls/0/*");
        assertThat(headend.sessions().live(line, ConnectionLimit.of(9))).hasSize(before);
        assertThat(tv.get(media.replace(reason, "720p")).status()).isEqualTo(404);
    }

    /** The playlist goes on from where it was: no sequence number steps back, and what it listed is marked as gone. */
    private void assertEndsWith(String reason, String media) throws PlaylistParserException {
        Reply reply = tv.get(media);
        MediaPlaylist playlist = parse(reply);
        assertThat(playlist.ongoing()).isFalse();
        assertThat(playlist.mediaSegments()).hasSize(7);
        assertThat(playlist.mediaSegments().subList(0, 6)).allMatch(segment -> segment.gap());
        assertThat(playlist.mediaSegments().getLast().discontinuity()).isTrue();
        URI slate = URI.create(media).resolve(playlist.mediaSegments().getLast().uri());
        assertThat(slate.getPath()).matches("/play/[\\w-]{64}/" + reason + "/[0-9a-f-]+\\.ts");
        assertThat(tv.get(slate.getPath()).header("Location").orElseThrow()).contains("/hls/0/" + reason + "/");
    }

    private static MediaPlaylist parse(Reply reply) throws PlaylistParserException {
        assertThat(reply.status()).isEqualTo(200);
        return new MediaPlaylistParser(ParsingMode.STRICT).readPlaylist(reply.text());
    }
}
