package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.account.Authenticator;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.ConnectionLimit.WhenFull;
import dev.headwater.core.account.Credentials;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.Lines;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.hls.Slates;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlaybackTest {
    private static final Credentials ADA = new Credentials("ada", "s3cret-word");
    private static final ClientIdentity TV = new ClientIdentity("192.0.2.1", "TV");
    private static final Viewer WATCHING = new Viewer(TV, null, true);
    private static final PublicHost HOST = new PublicHost("http", "tv.example", 8080);
    private static final ConnectionLimit ONE = ConnectionLimit.of(1);
    private static final int CHANNEL = 1;
    private static final int OTHERS_CHANNEL = 2;

    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final InMemorySecretStore secrets = new InMemorySecretStore();
    private final Lines lines = new Lines(table, clock);
    private final LinePasswords passwords = new LinePasswords(secrets, new SecureRandom());
    private final Bouquets bouquets = new Bouquets(table, clock);
    private final Channels channels = new Channels(table);
    private final LiveWindows windows = new LiveWindows(table);
    private final Sessions sessions = new Sessions(table, clock);
    private final Slates slates = new Slates(table);
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final EdgePool edges = new EdgePool(table, table, clock);
    private final Playback playback = new Playback(new Playback.Parts(
            new Authenticator(lines, passwords, clock, clock),
            lines,
            bouquets,
            new Catalog(channels, new Movies(table), new SeriesShelf(table)),
            new Tickets(secrets, new SecureRandom(), clock),
            sessions,
            windows,
            new Assets(table, clock),
            objects,
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

    @Test
    void anAppComesInWithItsPasswordAndGoesOnWithATicket() {
        String multivariant = text(enter(ADA, CHANNEL));
        assertThat(uris(multivariant)).singleElement().asString().matches("/play/[A-Za-z0-9_-]{64}/720p/index\\.m3u8");
        String media = text(playback.playlist(ticket(), "720p", WATCHING));
        assertThat(uris(media)).hasSize(4).allMatch(uri -> uri.matches("[0-9a-f-]+\\.ts"));
        assertThat(multivariant + media).doesNotContain("ada").doesNotContain("s3cret-word");
    }

    @Test
    void refusalsSayWhichKind() {
        assertThat(enter(new Credentials("ada", "wrong"), CHANNEL)).isEqualTo(refused(Refusal.BAD_CREDENTIALS));
        assertThat(enter(ADA, 99)).isEqualTo(refused(Refusal.UNKNOWN));
        assertThat(enter(ADA, OTHERS_CHANNEL)).isEqualTo(refused(Refusal.FORBIDDEN));
        assertThat(playback.playlist("nonsense", "720p", WATCHING)).isEqualTo(refused(Refusal.FORBIDDEN));
        assertThat(playback.playlist(ticket(), "1080p", WATCHING)).isEqualTo(refused(Refusal.UNKNOWN));
        assertThat(playback.segment(ticket(), "720p", "../../etc/passwd", WATCHING, HOST))
                .isEqualTo(refused(Refusal.UNKNOWN));
    }

    @Test
    void enteringAndLookingCostNoConnection() {
        String ticket = ticket();
        assertThat(sessions.live(1, ONE)).isEmpty();
        playback.playlist(ticket, "720p", new Viewer(TV, null, false));
        assertThat(sessions.live(1, ONE)).isEmpty();
        playback.playlist(ticket, "720p", WATCHING);
        assertThat(sessions.live(1, ONE)).hasSize(1);
    }

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
    void whileThereAreNoSlatesRefusalsAreStatusCodes() {
        table.query(dev.headwater.core.store.Query.all("SLATES"))
                .items()
                .forEach(item -> table.delete(item.key(), dev.headwater.core.store.Condition.always()));
        clock.advance(Duration.ofSeconds(10));
        set(clock.instant().minusSeconds(1), LineStatus.ACTIVE);
        assertThat(enter(ADA, CHANNEL)).isEqualTo(refused(Refusal.FORBIDDEN));
    }

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
    void aDrainedEdgeIsNamedInNoRedirect() {
        String ticket = ticket();
        edges.setDrained("edge-1", true);
        assertThat(location(ticket)).startsWith("http://edge.example/hls/1/720p/");
        edges.setDrained("edge-2", true);
        edges.setDrained("edge-1", false);
        assertThat(location(ticket)).startsWith("http://tv.example:8081/hls/1/720p/");
        edges.setDrained("edge-1", true);
        assertThat(playback.segment(ticket, "720p", segment(), WATCHING, HOST)).isEqualTo(refused(Refusal.NO_EDGE));
    }

    @Test
    void oneSignatureServesAMinuteOfAStreamOnAnEdge() {
        String one = ticket();
        String query = location(one).replaceAll(".*\\?", "");
        clock.advance(Duration.ofSeconds(59));
        assertThat(location(one)).endsWith(query);
        clock.advance(Duration.ofSeconds(1));
        assertThat(location(one)).doesNotEndWith(query);
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

    @Test
    void aHostThatCouldMeanSomethingInAPolicyIsNone() {
        assertThat(PublicHost.parse("http", "tv.example:8080"))
                .map(PublicHost::base)
                .contains("http://tv.example:8080");
        assertThat(PublicHost.parse("http", "[::1]:8080")).map(PublicHost::base).contains("http://[::1]:8080");
        assertThat(PublicHost.parse("https", "tv.example"))
                .map(PublicHost::base)
                .contains("https://tv.example");
        for (String bad : List.of("*", "a*b:80", "a?b", "a\"b", "a b", "", "a/b", "a:99999", "a@b", "[a*]")) {
            assertThat(PublicHost.parse("http", bad)).as(bad).isEmpty();
        }
    }

    private void set(@Nullable Instant expiry, LineStatus status) {
        lines.change("ada", line -> line.withAccess(line.bouquets(), 1, expiry, status));
    }

    private void assertShows(SlateReason reason, Answer answer) {
        String media = uris(text(answer)).getFirst();
        assertThat(media).matches("/play/[A-Za-z0-9_-]{64}/" + reason.rendition() + "/index\\.m3u8");
        String slate = text(playback.playlist(media.split("/", -1)[2], reason.rendition(), WATCHING));
        assertThat(slate).contains("#EXTINF:2.000,").endsWith("#EXT-X-ENDLIST\n");
    }

    /** The live segments are still listed, so that the sequence does not step back, but are not to be had. */
    private void assertEndsWith(SlateReason reason, String ticket) {
        String media = text(playback.playlist(ticket, "720p", WATCHING));
        assertThat(media.lines().filter("#EXT-X-GAP"::equals)).hasSize(4);
        assertThat(uris(media)).hasSize(5);
        String slate = uris(media).getLast();
        assertThat(slate).matches("\\.\\./\\.\\./[A-Za-z0-9_-]{64}/" + reason.rendition() + "/[0-9a-f-]+\\.ts");
        assertThat(media)
                .contains("#EXT-X-DISCONTINUITY\n#EXTINF:2.000,\n" + slate)
                .endsWith("#EXT-X-ENDLIST\n");
    }

    private Answer enter(Credentials credentials, int channel) {
        return playback.enter(credentials, channel, WATCHING, "");
    }

    private String ticket() {
        return uris(text(enter(ADA, CHANNEL))).getFirst().split("/", -1)[2];
    }

    private String location(String ticket) {
        Answer answer = playback.segment(ticket, "720p", segment(), WATCHING, HOST);
        assertThat(answer).isInstanceOf(Answer.Redirect.class);
        return ((Answer.Redirect) answer).location();
    }

    private String segment() {
        return windows.find(CHANNEL).orElseThrow().segments().getLast().name();
    }

    private Channel addChannel(int id) {
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

    private static List<String> uris(String playlist) {
        return playlist.lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static String text(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Playlist.class);
        return ((Answer.Playlist) answer).text();
    }

    private static Answer refused(Refusal reason) {
        return new Answer.Refused(reason);
    }
}
