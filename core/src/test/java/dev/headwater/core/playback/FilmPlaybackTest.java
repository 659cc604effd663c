package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Rights;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.media.Source;
import dev.headwater.core.playback.edge.Edge;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Films in segments: made once somebody asks, played as long as line and rights allow it. */
class FilmPlaybackTest extends FilmFixture {
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
        edges.change("edge-1", edge -> edge.withDrained(true));
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
}
