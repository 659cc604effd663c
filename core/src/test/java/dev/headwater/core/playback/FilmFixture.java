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
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.vod.Asset.Packaged;
import dev.headwater.core.vod.Assets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A line, a film and an episode that nobody has made yet, one edge, and every slate. */
abstract class FilmFixture {
    static final Credentials ADA = new Credentials("ada", "s3cret-word");
    static final Viewer TV = new Viewer(new ClientIdentity("192.0.2.1", "TV"), null, true);
    static final Viewer PHONE = new Viewer(new ClientIdentity("192.0.2.9", "Phone"), null, true);
    static final PublicHost HOST = new PublicHost("http", "tv.example", 8080);
    static final ConnectionLimit ONE = ConnectionLimit.of(1);
    static final int FILM = 10;
    static final int EPISODE = 11;
    static final int SERIES = 3;
    static final Duration LENGTH = Duration.ofMinutes(100);

    final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final InMemorySecretStore secrets = new InMemorySecretStore();
    final InMemoryObjectStore objects = new InMemoryObjectStore();
    final Lines lines = new Lines(table, clock);
    final LinePasswords passwords = new LinePasswords(secrets, new SecureRandom());
    final Movies movies = new Movies(table);
    final SeriesShelf series = new SeriesShelf(table);
    final Assets assets = new Assets(table, clock);
    final Sessions sessions = new Sessions(table, clock);
    final EdgePool edges = new EdgePool(table, table, clock);
    final ContentKeys keys = new ContentKeys(table, secrets, new SecureRandom(), clock);
    final Playback playback = new Playback(new Playback.Parts(
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
    private final String name = SegmentName.of(clock.instant(), 1, 0, 1).toString();
    final String segment = name + ".ts";

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
                            List.of(new Segment(name, 2000, clock.instant(), false))));
        }
    }

    void make(int content, Duration length) {
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

    String media() {
        return "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2.000,\n" + segment + "\n#EXT-X-ENDLIST\n";
    }

    String ticket() {
        return uris(text(playback.enter(ADA, FILM, TV, ""))).getFirst().split("/", -1)[2];
    }

    static void assertShows(SlateReason reason, Answer answer) {
        assertThat(uris(text(answer)))
                .singleElement()
                .asString()
                .matches("/play/[\\w-]{64}/" + reason.rendition() + "/index\\.m3u8");
    }

    static List<String> uris(String playlist) {
        return playlist.lines().filter(line -> !line.startsWith("#")).toList();
    }

    static String text(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Playlist.class);
        return ((Answer.Playlist) answer).text();
    }

    static String location(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Redirect.class);
        return ((Answer.Redirect) answer).location();
    }

    static Answer refused(Refusal reason) {
        return new Answer.Refused(reason);
    }
}
