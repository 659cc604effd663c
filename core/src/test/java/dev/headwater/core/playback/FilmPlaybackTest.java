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
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.Rights;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.session.Session;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.playback.signing.SigningKeys;
import dev.headwater.core.playback.signing.StreamSignatures;
import dev.headwater.core.playback.signing.UrlSigner;
import dev.headwater.core.playback.ticket.Tickets;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.vod.Asset.Packaged;
import dev.headwater.core.vod.Assets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FilmPlaybackTest {
    private static final Credentials ADA = new Credentials("ada", "s3cret-word");
    private static final Viewer TV = new Viewer(new ClientIdentity("192.0.2.1", "TV"), null, true);
    private static final Viewer PHONE = new Viewer(new ClientIdentity("192.0.2.9", "Phone"), null, true);
    private static final PublicHost HOST = new PublicHost("http", "tv.example", 8080);
    private static final ConnectionLimit ONE = ConnectionLimit.of(1);
    private static final int FILM = 10;
    private static final int EPISODE = 11;
    private static final int SERIES = 3;
    private static final Duration LENGTH = Duration.ofMinutes(100);

    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final InMemorySecretStore secrets = new InMemorySecretStore();
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final Lines lines = new Lines(table, clock);
    private final LinePasswords passwords = new LinePasswords(secrets, new SecureRandom());
    private final Movies movies = new Movies(table);
    private final SeriesShelf series = new SeriesShelf(table);
    private final Assets assets = new Assets(table, clock);
    private final Sessions sessions = new Sessions(table, clock);
    private final EdgePool edges = new EdgePool(table, table, clock);
    private final ContentKeys keys = new ContentKeys(table, secrets, new SecureRandom(), clock);
    private final Playback playback = new Playback(new Playback.Parts(
            new Authenticator(lines, passwords, clock, clock),
            lines,
            new Bouquets(table, clock),
            new Catalog(new Channels(table), movies, series),
            Withheld.NOTHING,
            new Tickets(secrets, new SecureRandom(), clock),
            sessions,
            new LiveWindows(table),
            new Archive(table),
            new Demands(table, clock),
            assets,
            keys,
            objects,
            new Slates(table),
            edges,
            new StreamSignatures(new UrlSigner(SigningKeys.load(secrets, table, clock)::active)),
            new SecureRandom(),
            clock,
            clock));
    private final String segment = SegmentName.of(clock.instant(), 1, 0, 1).toString();

    @BeforeEach
    void aFilmAndAnEpisode() {
        lines.add(new Line(
                1,
                "ada",
                passwords.store("s3cret-word"),
                clock.instant(),
                List.of("all"),
                ONE,
                ListSettings.DEFAULT,
                null,
                LineStatus.ACTIVE,
                false,
                clock.instant()));
        Listed listed = Listed.plain("Film", 1, clock.instant());
        movies.save(new Movie(FILM, listed, Details.NONE, new Source("file:/film.mkv")));
        series.save(new Series(SERIES, listed, Details.NONE, List.of(), clock.instant()));
        series.saveEpisode(
                new Episode(EPISODE, SERIES, 1, 1, "", null, Details.NONE, new Source("file:/e.mkv"), clock.instant()));
        edges.save(Edge.of("edge-1", "http", null, 8081, 1));
        for (SlateReason reason : SlateReason.values()) {
            new Slates(table)
                    .save(new Slate(
                            reason,
                            1,
                            new Rendition(reason.rendition(), "avc1.4d401f,mp4a.40.2", 640, 360, 25, 300_000, 200_000),
                            List.of(new Segment(segment, 2000, clock.instant(), false))));
        }
    }

    @Test
    void aFilmThatNobodyMadeIsWantedByWhoAsksAndPreparedForAll() {
        assertShows(SlateReason.PREPARING, playback.enter(ADA, FILM, TV, ""));
        assertThat(assets.waiting()).containsExactly(FILM);
        assertThat(playback.file(ADA, EPISODE, TV, HOST)).isEqualTo(refused(Refusal.PREPARING));
        assertThat(assets.waiting()).containsExactly(FILM, EPISODE);
        assertThat(sessions.live(1, ONE)).isEmpty();
        make(FILM, LENGTH);
        clock.advance(Duration.ofSeconds(1));
        assertThat(ticket()).isNotEmpty();
    }

    @Test
    void oneFilmAfterTheOtherIsNotAllMade() {
        Listed listed = Listed.plain("Film", 1, clock.instant());
        for (int film = 100; film < 140; film++) {
            movies.save(new Movie(film, listed, Details.NONE, new Source("file:/film.mkv")));
            assertShows(SlateReason.PREPARING, playback.enter(ADA, film, TV, ""));
            assertThat(playback.file(ADA, film, TV, HOST)).isEqualTo(refused(Refusal.PREPARING));
        }
        assertThat(assets.waiting()).containsExactly(100, 101, 102);
    }

    @Test
    void aLookHasNothingMade() {
        Viewer looking = new Viewer(TV.client(), null, false);
        assertShows(SlateReason.PREPARING, playback.enter(ADA, FILM, looking, ""));
        assertThat(playback.file(ADA, FILM, looking, HOST)).isEqualTo(refused(Refusal.PREPARING));
        assertThat(assets.waiting()).isEmpty();
    }

    @Test
    void whoIsNotLetInHasNothingMade() {
        lines.change("ada", line -> line.withLimit(new ConnectionLimit(1, ConnectionLimit.WhenFull.REFUSE)));
        make(EPISODE, LENGTH);
        assertThat(playback.file(ADA, EPISODE, TV, HOST)).isInstanceOf(Answer.Redirect.class);
        assertThat(playback.file(ADA, FILM, PHONE, HOST)).isEqualTo(refused(Refusal.FORBIDDEN));
        assertShows(SlateReason.LIMIT, playback.enter(ADA, FILM, PHONE, ""));
        assertThat(assets.waiting()).isEmpty();
        assertThat(playback.file(ADA, FILM, TV, HOST)).isEqualTo(refused(Refusal.PREPARING));
        assertThat(assets.waiting()).containsExactly(FILM);
    }

    @Test
    void whatCouldNotBeMadeSaysSoAndIsTriedAgainLater() {
        assets.want(FILM);
        assets.change(FILM, asset -> asset.failed("no video in it", clock.instant()));
        assertShows(SlateReason.OFF_AIR, playback.enter(ADA, FILM, TV, ""));
        assertThat(playback.file(ADA, FILM, TV, HOST)).isEqualTo(refused(Refusal.FAILED));
        clock.advance(Duration.ofMinutes(6));
        assertShows(SlateReason.PREPARING, playback.enter(ADA, FILM, TV, ""));
        assertThat(assets.waiting()).containsExactly(FILM);
    }

    @Test
    void aFilmPlaysInSegmentsEachSignedAndSentToTheEdgeOfTheMoment() {
        make(FILM, LENGTH);
        String multivariant = text(playback.enter(ADA, FILM, TV, "/tv"));
        assertThat(uris(multivariant))
                .hasSize(2)
                .allMatch(uri -> uri.matches("/tv/play/[\\w-]{64}/\\d+p/index\\.m3u8"));
        assertThat(sessions.live(1, ONE)).isEmpty();
        String ticket = ticket();
        assertThat(text(playback.playlist(ticket, "360p", TV))).isEqualTo(media());
        assertThat(playback.playlist(ticket, "1080p", TV)).isEqualTo(refused(Refusal.UNKNOWN));
        assertThat(sessions.live(1, ONE)).singleElement().satisfies(s -> {
            assertThat(s.content()).isEqualTo(FILM);
            assertThat(s.leaseUntil()).isEqualTo(clock.instant().plusSeconds(120));
        });
        assertThat(location(playback.segment(ticket, "360p", segment, TV, HOST)))
                .startsWith("http://tv.example:8081/hls/10/360p/");
        edges.save(Edge.of("edge-2", "http", "edge.example", 80, 1));
        edges.setDrained("edge-1", true);
        assertThat(location(playback.segment(ticket, "360p", segment, TV, HOST)))
                .startsWith("http://edge.example/hls/10/360p/");
    }

    @Test
    void anEpisodePlaysByTheRightsOfItsSeries() {
        make(EPISODE, LENGTH);
        assertThat(location(playback.file(ADA, EPISODE, TV, HOST))).contains("/hls/11/file/vod/film-11.mp4?");
        Series gone = series.find(SERIES).orElseThrow();
        Rights over = new Rights(null, clock.instant(), Set.of());
        series.save(new Series(
                SERIES,
                new Listed("Series", 1, null, false, over, clock.instant()),
                gone.details(),
                List.of(),
                gone.modifiedAt()));
        clock.advance(Duration.ofSeconds(1));
        assertShows(SlateReason.NO_RIGHTS, playback.enter(ADA, EPISODE, TV, ""));
        assertThat(playback.file(ADA, EPISODE, TV, HOST)).isEqualTo(refused(Refusal.FORBIDDEN));
    }

    @Test
    void aRightThatEndsMidFilmEndsItAtTheNextRequest() {
        make(FILM, LENGTH);
        String ticket = ticket();
        playback.playlist(ticket, "720p", TV);
        Movie film = movies.find(FILM).orElseThrow();
        Rights elsewhere = new Rights(null, null, Set.of("DE"));
        movies.save(new Movie(
                FILM, new Listed("Film", 1, null, false, elsewhere, clock.instant()), film.details(), film.source()));
        clock.advance(Duration.ofSeconds(1));
        assertThat(playback.segment(ticket, "720p", segment, TV, HOST)).isEqualTo(refused(Refusal.FORBIDDEN));
        String ending = text(playback.playlist(ticket, "720p", TV));
        assertThat(ending).contains("/norights/").endsWith("#EXT-X-ENDLIST\n");
        Viewer inGermany = new Viewer(TV.client(), "DE", true);
        assertThat(playback.segment(ticket, "720p", segment, inGermany, HOST)).isInstanceOf(Answer.Redirect.class);
    }

    @Test
    void aSecondDeviceAKickAndANewPasswordBiteAtTheNextSegment() {
        make(FILM, LENGTH);
        String first = ticket();
        playback.playlist(first, "720p", TV);
        clock.advance(Duration.ofSeconds(5));
        String second =
                uris(text(playback.enter(ADA, FILM, PHONE, ""))).getFirst().split("/", -1)[2];
        assertThat(text(playback.playlist(second, "720p", PHONE))).isEqualTo(media());
        assertThat(playback.segment(first, "720p", segment, TV, HOST)).isEqualTo(refused(Refusal.FORBIDDEN));
        assertThat(text(playback.playlist(first, "720p", TV))).contains("/inuse/");
        sessions.close(1, sessions.live(1, ONE).getFirst().id());
        clock.advance(Duration.ofSeconds(1));
        assertThat(playback.segment(second, "720p", segment, PHONE, HOST)).isEqualTo(refused(Refusal.FORBIDDEN));
        String third =
                uris(text(playback.enter(ADA, FILM, PHONE, ""))).getFirst().split("/", -1)[2];
        assertThat(playback.segment(third, "720p", segment, PHONE, HOST)).isInstanceOf(Answer.Redirect.class);
        clock.advance(Duration.ofSeconds(1));
        lines.change("ada", line -> line.withPassword(passwords.store("other"), clock.instant()));
        assertThat(playback.segment(third, "720p", segment, PHONE, HOST)).isEqualTo(refused(Refusal.FORBIDDEN));
    }

    @Test
    void aFileIsSignedByItselfForTwiceItsLengthWithinReason() {
        assertThat(validFor(Duration.ofMinutes(3))).isEqualTo(Duration.ofHours(1));
        assertThat(validFor(Duration.ofMinutes(100))).isEqualTo(Duration.ofMinutes(200));
        assertThat(validFor(Duration.ofHours(9))).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void aFileIsOpenNoLongerThanItsRightsAndTheLine() {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Instant rightsEnd = minute.plus(Duration.ofMinutes(31)).plusSeconds(20);
        Movie film = movies.find(FILM).orElseThrow();
        Rights ending = new Rights(null, rightsEnd, Set.of());
        movies.save(new Movie(
                FILM, new Listed("Film", 1, null, false, ending, clock.instant()), film.details(), film.source()));
        assertThat(validFor(LENGTH)).as("asked a minute later").isEqualTo(Duration.ofMinutes(31));

        Instant expiry = minute.plus(Duration.ofMinutes(12));
        lines.change("ada", line -> line.withAccess(line.bouquets(), 1, expiry, LineStatus.ACTIVE));
        assertThat(validFor(LENGTH)).as("asked two minutes later").isEqualTo(Duration.ofMinutes(10));
    }

    private Duration validFor(Duration length) {
        make(FILM, length);
        clock.advance(Duration.ofMinutes(1));
        String location = location(playback.file(ADA, FILM, TV, HOST));
        Matcher url = Pattern.compile("(http://[^?]+)\\?Policy=([^&]+)&Signature=.+&Key-Pair-Id=.+")
                .matcher(location);
        assertThat(url.matches()).isTrue();
        assertThat(url.group(1)).isEqualTo("http://tv.example:8081/hls/10/file/vod/film-10.mp4");
        String policy = new String(
                Base64.getDecoder()
                        .decode(url.group(2).replace('-', '+').replace('_', '=').replace('~', '/')),
                StandardCharsets.UTF_8);
        assertThat(policy).contains("\"Resource\":\"" + url.group(1) + "\"");
        Matcher until =
                Pattern.compile("DateLessThan\":\\{\"AWS:EpochTime\":(\\d+)").matcher(policy);
        assertThat(until.find()).isTrue();
        Instant minute = Instant.ofEpochSecond(clock.instant().getEpochSecond() / 60 * 60);
        return Duration.between(minute, Instant.ofEpochSecond(Long.parseLong(until.group(1))));
    }

    @Test
    void aProbeOfItsEndIsNoSecondSessionAndALookIsNone() {
        make(FILM, LENGTH);
        playback.file(ADA, FILM, new Viewer(TV.client(), null, false), HOST);
        assertThat(sessions.live(1, ONE)).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(playback.file(ADA, FILM, TV, HOST)).isInstanceOf(Answer.Redirect.class);
        }
        assertThat(sessions.live(1, ONE))
                .singleElement()
                .extracting(Session::leaseUntil)
                .isEqualTo(clock.instant().plus(LENGTH).plusSeconds(1));
        clock.advance(Duration.ofMinutes(99));
        assertThat(playback.file(ADA, FILM, PHONE, HOST))
                .as("the phone has the connection now")
                .isInstanceOf(Answer.Redirect.class);
        assertThat(playback.file(ADA, FILM, TV, HOST)).isEqualTo(refused(Refusal.FORBIDDEN));
    }

    @Test
    void anEncryptedFilmHasAKeyAndNoFile() {
        make(FILM, LENGTH);
        assets.change(FILM, asset -> {
            Packaged was = asset.packaged();
            return asset.ready(
                    new Packaged(2, was.renditions(), was.durationMillis(), was.playlist(), null, 0), clock.instant());
        });
        clock.advance(Duration.ofSeconds(1));
        ContentKey key = keys.make(FILM, 1, LENGTH);
        String ticket = ticket();

        assertThat(playback.file(ADA, FILM, TV, HOST)).isEqualTo(refused(Refusal.FORBIDDEN));
        assertThat(sessions.live(1, ONE)).isEmpty();
        assertThat(playback.key(ticket, key.id(), TV))
                .isInstanceOfSatisfying(
                        Answer.Key.class,
                        given -> assertThat(given.key().bytes()).isEqualTo(key.bytes()));
        assertThat(sessions.live(1, ONE)).hasSize(1);
        assertThat(playback.key(ticket, keys.make(EPISODE, 1, LENGTH).id(), TV)).isEqualTo(refused(Refusal.UNKNOWN));
    }

    @Test
    void filesAreOfFilmsAndStreamsOfChannels() {
        make(FILM, LENGTH);
        assertThat(playback.stream(ADA, FILM, TV)).isEqualTo(new StreamAnswer.Refused(Refusal.FORBIDDEN));
        assertThat(playback.file(ADA, 99, TV, HOST)).isEqualTo(refused(Refusal.UNKNOWN));
        assertThat(playback.file(ADA, SERIES, TV, HOST)).isEqualTo(refused(Refusal.UNKNOWN));
    }

    @Test
    void expiredLinesAreToldSoInSegmentsAndRefusedFiles() {
        make(FILM, LENGTH);
        lines.change("ada", line -> line.withAccess(line.bouquets(), 1, clock.instant(), LineStatus.ACTIVE));
        assertShows(SlateReason.EXPIRED, playback.enter(ADA, FILM, TV, ""));
        assertThat(playback.file(ADA, FILM, TV, HOST)).isEqualTo(refused(Refusal.FORBIDDEN));
    }

    @Test
    void aFilmWhosePlaylistIsLostIsNotShown() {
        make(FILM, LENGTH);
        objects.delete(List.of("hls/10/vod.m3u8"));
        String media = text(playback.playlist(ticket(), "720p", TV));
        assertThat(media).contains("/offair/").endsWith("#EXT-X-ENDLIST\n");
    }

    private void make(int content, Duration length) {
        assets.delete(content);
        assets.want(content);
        List<Rendition> renditions = List.of(
                new Rendition("720p", "avc1.4d401f,mp4a.40.2", 1280, 720, 25, 2_000_000, 1_800_000),
                new Rendition("360p", "avc1.4d401e,mp4a.40.2", 640, 360, 25, 800_000, 700_000));
        String playlist = "hls/" + content + "/vod.m3u8";
        Packaged packaged =
                new Packaged(2, renditions, length.toMillis(), playlist, "film-" + content + ".mp4", 1_000_000);
        assets.change(content, asset -> asset.ready(packaged, clock.instant()));
        objects.put(
                playlist,
                media().getBytes(StandardCharsets.UTF_8),
                new ObjectMeta("application/vnd.apple.mpegurl", null, null));
    }

    private String media() {
        return "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2.000,\n" + segment + ".ts\n#EXT-X-ENDLIST\n";
    }

    private String ticket() {
        return uris(text(playback.enter(ADA, FILM, TV, ""))).getFirst().split("/", -1)[2];
    }

    private static void assertShows(SlateReason reason, Answer answer) {
        assertThat(uris(text(answer)))
                .singleElement()
                .asString()
                .matches("/play/[\\w-]{64}/" + reason.rendition() + "/index\\.m3u8");
    }

    private static List<String> uris(String playlist) {
        return playlist.lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static String text(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Playlist.class);
        return ((Answer.Playlist) answer).text();
    }

    private static String location(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Redirect.class);
        return ((Answer.Redirect) answer).location();
    }

    private static Answer refused(Refusal reason) {
        return new Answer.Refused(reason);
    }
}
