package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.account.Authenticator;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.Credentials;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.Lines;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.playback.signing.SigningKeys;
import dev.headwater.core.playback.signing.StreamSignatures;
import dev.headwater.core.playback.signing.UrlSigner;
import dev.headwater.core.playback.ticket.Tickets;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.vod.Assets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A line, two channels of which it may see one, slates and two edges; and a way to ask for them. */
abstract class PlaybackFixture {
    static final Credentials ADA = new Credentials("ada", "s3cret-word");
    static final ClientIdentity TV = new ClientIdentity("192.0.2.1", "TV");
    static final Viewer WATCHING = new Viewer(TV, null, true);
    static final PublicHost HOST = new PublicHost("http", "tv.example", 8080);
    static final ConnectionLimit ONE = ConnectionLimit.of(1);
    static final int CHANNEL = 1;
    static final int OTHERS_CHANNEL = 2;

    final TestClock clock = TestClock.fixed();
    final InMemoryTableStore table = new InMemoryTableStore();
    private final InMemorySecretStore secrets = new InMemorySecretStore();
    final Lines lines = new Lines(table, clock);
    final LinePasswords passwords = new LinePasswords(secrets, new SecureRandom());
    final Bouquets bouquets = new Bouquets(table, clock);
    final Channels channels = new Channels(table);
    final LiveWindows windows = new LiveWindows(table);
    final AtomicInteger archiveReads = new AtomicInteger();
    final Archive archive = new Archive(new CountedQueries(table, archiveReads));
    final Demands demands = new Demands(table, clock);
    final Sessions sessions = new Sessions(table, clock);
    final Slates slates = new Slates(table);
    final EdgePool edges = new EdgePool(table, table, clock);
    final ContentKeys keys = new ContentKeys(table, secrets, new SecureRandom(), clock);
    final Playback playback = new Playback(new Playback.Parts(
            new Authenticator(lines, passwords, clock, clock),
            lines,
            bouquets,
            new Catalog(channels, new Movies(table), new SeriesShelf(table)),
            Withheld.NOTHING,
            new Tickets(secrets, new SecureRandom(), clock),
            sessions,
            windows,
            archive,
            demands,
            new Assets(table, clock),
            keys,
            new InMemoryObjectStore(),
            slates,
            edges,
            new StreamSignatures(new UrlSigner(SigningKeys.load(secrets, table, clock)::active)),
            new SecureRandom(),
            clock,
            clock));

    @BeforeEach
    void aChannelOnAir() {
        lines.add(new Line(
                1,
                "ada",
                passwords.store("s3cret-word"),
                clock.instant(),
                List.of("basic"),
                ConnectionLimit.of(1),
                ListSettings.DEFAULT,
                null,
                LineStatus.ACTIVE,
                false,
                clock.instant()));
        bouquets.add("basic", Set.of(addChannel(CHANNEL)));
        addChannel(OTHERS_CHANNEL);
        edges.save(Edge.of("edge-1", "http", null, 8081, 1));
        edges.save(Edge.of("edge-2", "http", "edge.example", 80, 1));
        show(4);
        for (SlateReason reason : SlateReason.values()) {
            String name = SegmentName.of(
                            clock.instant(), 0, 0, reason.rendition().length())
                    .toString();
            slates.save(new Slate(
                    reason,
                    1,
                    new Rendition(reason.rendition(), "avc1.4d401f,mp4a.40.2", 640, 360, 25, 300_000, 200_000),
                    List.of(new Segment(name, 2000, clock.instant(), false))));
        }
    }

    void set(@Nullable Instant expiry, LineStatus status) {
        lines.change("ada", line -> line.withAccess(line.bouquets(), 1, expiry, status));
    }

    void assertShows(SlateReason reason, Answer answer) {
        String media = uris(text(answer)).getFirst();
        assertThat(media).matches("/play/[A-Za-z0-9_-]{64}/" + reason.rendition() + "/index\\.m3u8");
        String slate = text(playback.playlist(media.split("/", -1)[2], reason.rendition(), WATCHING));
        assertThat(slate).contains("#EXTINF:2.000,").endsWith("#EXT-X-ENDLIST\n");
    }

    /** The live segments are still listed, so that the sequence does not step back, but are not to be had. */
    void assertEndsWith(SlateReason reason, String ticket) {
        String media = text(playback.playlist(ticket, "720p", WATCHING));
        assertThat(media.lines().filter("#EXT-X-GAP"::equals)).hasSize(4);
        assertThat(uris(media)).hasSize(5);
        String slate = uris(media).getLast();
        assertThat(slate).matches("\\.\\./\\.\\./[A-Za-z0-9_-]{64}/" + reason.rendition() + "/[0-9a-f-]+\\.ts");
        assertThat(media)
                .contains("#EXT-X-DISCONTINUITY\n#EXTINF:2.000,\n" + slate)
                .endsWith("#EXT-X-ENDLIST\n");
    }

    Answer enter(Credentials credentials, int channel) {
        return playback.enter(credentials, channel, WATCHING, "");
    }

    String ticket() {
        return uris(text(enter(ADA, CHANNEL))).getFirst().split("/", -1)[2];
    }

    String location(String ticket) {
        Answer answer = playback.segment(ticket, "720p", segment(), WATCHING, HOST);
        assertThat(answer).isInstanceOf(Answer.Redirect.class);
        return ((Answer.Redirect) answer).location();
    }

    String segment() {
        return windows.find(CHANNEL).orElseThrow().segments().getLast().name() + ".ts";
    }

    Channel addChannel(int id) {
        Channel channel = Channel.of(
                id, Listed.plain("Channel " + id, 1, clock.instant()), List.of(new Source("testcard:")), "small");
        channels.save(channel);
        return channel;
    }

    private void show(int segments) {
        LiveWindow window = LiveWindow.empty(CHANNEL, 1, 2, clock.instant())
                .withRenditions(
                        List.of(new Rendition("720p", "avc1.4d401f,mp4a.40.2", 1280, 720, 25, 2_000_000, 1_800_000)),
                        clock.instant());
        for (int i = 0; i < segments; i++) {
            Instant start = clock.instant().plusSeconds(2L * i);
            window = window.append(
                    new Segment(SegmentName.of(start, 1, i, i).toString(), 2000, start, false), 6, clock.instant());
        }
        windows.replace(null, window);
    }

    static List<String> uris(String playlist) {
        return playlist.lines().filter(line -> !line.startsWith("#")).toList();
    }

    static String text(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Playlist.class);
        return ((Answer.Playlist) answer).text();
    }

    static Answer refused(Refusal reason) {
        return new Answer.Refused(reason);
    }
}
