package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Rights;
import dev.headwater.core.playback.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Films and episodes, asked for as apps build their URLs. */
abstract class FilmSuite extends HttpSuite {
    private static final Duration LENGTH = Duration.ofMinutes(100);
    private final Fill fill = new Fill(headend);
    private int line;
    private int film;
    private int episode;
    private int channel;

    @Override
    void fill() {
        line = fill.line("ada", "s3cret-word").id();
        film = fill.movie("Metropolis").id();
        episode = fill.episode("Serial").id();
        channel = fill.channelOnAir("One").id();
        fill.ready(film, LENGTH);
        fill.ready(episode, Duration.ofMinutes(20));
        fill.slates();
        fill.edge("edge-1", 8081);
    }

    @Test
    void aFilmIsAFileWhateverExtensionAnAppGuesses() {
        for (String extension : List.of(".mp4", ".mkv", ".avi", ".MP4", ".ts", "")) {
            Reply reply = app.get("/movie/ada/s3cret-word/" + film + extension);
            assertThat(reply.status()).as(extension).isEqualTo(302);
            assertThat(reply.header("Cache-Control")).hasValue("no-store");
            assertThat(reply.header("Access-Control-Allow-Origin")).hasValue("*");
            String location = reply.header("Location").orElseThrow();
            assertThat(location)
                    .startsWith("http://tv.example:8081/hls/" + film + "/file/vod/0123456789abcdef.mp4?")
                    .doesNotContain("ada");
        }
        assertThat(app.get("/series/ada/s3cret-word/" + episode + ".mp4")
                        .header("Location")
                        .orElseThrow())
                .contains("/hls/" + episode + "/file/vod/");
    }

    @Test
    void itsSignatureOpensTheFileAlone() {
        String location = app.get("/movie/ada/s3cret-word/" + film + ".mp4")
                .header("Location")
                .orElseThrow();
        SignedUrl url = SignedUrl.verify(location, headend.signingKeys().publicKeys());
        assertThat(url.resource()).isEqualTo(location.substring(0, location.indexOf('?')));
        assertThat(url.opensAt(headend.clock().instant())).isTrue();
        assertThat(url.opensAt(headend.clock().instant().plus(LENGTH))).isTrue();
        assertThat(url.opensAt(
                        headend.clock().instant().plus(LENGTH.multipliedBy(2)).plusSeconds(60)))
                .isFalse();
    }

    @Test
    void aFilmIsAPlaylistWhereAnAppWantsOne() {
        Reply entry = app.get("/movie/ada/s3cret-word/" + film + ".m3u8");
        assertThat(entry.header("Content-Type")).hasValue("application/vnd.apple.mpegurl");
        assertThat(entry.uris()).hasSize(2).allMatch(uri -> uri.matches("/play/[\\w-]{64}/(720|360)p/index\\.m3u8"));
        String media = entry.uris().getLast();
        assertThat(app.get(media).text()).isEqualTo(fill.filmPlaylist());
        assertThat(app.location(media)).startsWith("http://tv.example:8081/hls/" + film + "/360p/");
        headend.edges().change("edge-1", edge -> edge.withDrained(true));
        fill.edge("edge-2", 8082);
        assertThat(app.location(media)).startsWith("http://tv.example:8082/hls/" + film + "/360p/");
        assertThat(live()).singleElement().extracting(Session::content).isEqualTo(film);
    }

    @Test
    void lookingCostsNothingAndProbingNoSecondSession() {
        String path = "/movie/ada/s3cret-word/" + film + ".mp4";
        assertThat(app.send(Ask.of("HEAD", path)).status()).isEqualTo(302);
        assertThat(app.send(Ask.of("HEAD", "/movie/ada/s3cret-word/" + film + ".m3u8"))
                        .status())
                .isEqualTo(200);
        assertThat(live()).isEmpty();
        app.get(path);
        app.send(Ask.get(path).with("Range", "bytes=-2000000"));
        assertThat(live()).hasSize(1);
        app.get(app.mediaPath(channel));
        assertThat(live()).singleElement().extracting(Session::content).isEqualTo(channel);
    }

    @Test
    void aSecondDeviceAndAKickBiteAtTheNextRequest() {
        String path = "/movie/ada/s3cret-word/" + film + ".mp4";
        app.get(path);
        headend.clock().advance(Duration.ofSeconds(5));
        PlayerApp phone = new PlayerApp(door, 2, "Phone");
        assertThat(phone.get(path).status()).isEqualTo(302);
        assertThat(app.get(path).status()).isEqualTo(403);
        headend.sessions().close(line, live().getFirst().id());
        assertThat(phone.get(path).status()).isEqualTo(403);
    }

    @Test
    void whatIsNotPackagedYetIsPreparedMeanwhile() {
        int other = fill.movie("Nosferatu").id();
        assertThat(app.send(Ask.of("HEAD", "/movie/ada/s3cret-word/" + other + ".mp4"))
                        .status())
                .isEqualTo(503);
        assertThat(headend.assets().find(other)).isEmpty();
        Reply file = app.get("/movie/ada/s3cret-word/" + other + ".mp4");
        assertThat(file.status()).isEqualTo(503);
        assertThat(file.header("Retry-After").map(Integer::parseInt).orElseThrow())
                .isPositive();
        assertThat(file.text()).contains("prepared");
        assertThat(app.get("/movie/ada/s3cret-word/" + other + ".m3u8").uris())
                .singleElement()
                .asString()
                .endsWith("/preparing/index.m3u8");
        assertThat(headend.assets().waiting()).containsExactly(other);
        assertThat(live()).isEmpty();
    }

    @Test
    void outsideItsRightsItPlaysForNobody() {
        Movie movie = headend.catalog().movies().find(film).orElseThrow();
        Listed over = new Listed(
                movie.name(),
                movie.category(),
                null,
                false,
                new Rights(null, headend.clock().instant(), Set.of()),
                headend.clock().instant());
        headend.catalog().movies().save(new Movie(film, over, movie.details(), movie.source()));
        assertThat(app.get("/movie/ada/s3cret-word/" + film + ".mp4").status()).isEqualTo(403);
        assertThat(app.get("/movie/ada/s3cret-word/" + film + ".m3u8").uris())
                .singleElement()
                .asString()
                .endsWith("/norights/index.m3u8");
    }

    @Test
    void whatIsNoneIsRefused() {
        assertThat(app.get("/movie/ada/wrong/" + film + ".mp4").status()).isEqualTo(401);
        assertThat(app.get("/movie/ada/s3cret-word/99999.mp4").status()).isEqualTo(404);
        assertThat(app.get("/movie/ada/s3cret-word/99999999999.mp4").status()).isEqualTo(404);
        assertThat(app.get("/movie/ada/s3cret-word/x.mp4").status()).isEqualTo(404);
        assertThat(app.get("/movie/ada/s3cret-word/" + channel + ".mp4").status())
                .as("a channel is no file")
                .isEqualTo(404);
        assertThat(app.get("/live/ada/s3cret-word/" + film + ".ts").status())
                .as("a film is no endless stream")
                .isEqualTo(403);
    }

    private List<Session> live() {
        return headend.sessions().live(line, ConnectionLimit.of(1));
    }
}
