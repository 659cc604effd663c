package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Rights;
import dev.headwater.core.catalog.Season;
import dev.headwater.core.catalog.Series;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of one movie or one series, and to whom. */
abstract class InfoSuite extends XtreamSuite {
    private static final String NO_MOVIE = "{\"info\":[]}";
    private final Titles titles = new Titles(headend);
    private Movie film;
    private Series show;

    @Override
    void fill() {
        super.fill();
        film = titles.movie("Film");
        show = titles.series(
                "Show",
                new Season(2, "The second", "More of it", "https://x.example/s2.jpg", LocalDate.of(2025, 3, 1)),
                new Season(9, "", "", null, null));
    }

    @Test
    void aMovieIsToldAsItIs() {
        JsonNode answer = movie(film.id());
        JsonNode info = answer.get("info");
        assertThat(info.get("name").textValue()).isEqualTo("Film");
        assertThat(info.get("plot").textValue()).isEqualTo(Titles.TOLD.plot());
        assertThat(info.get("actors")).isEqualTo(info.get("cast"));
        assertThat(info.get("releasedate").textValue()).isEqualTo("2024-02-29");
        assertThat(info.get("release_date")).isEqualTo(info.get("releasedate"));
        assertThat(info.get("tmdb_id").intValue()).isEqualTo(278);
        assertThat(info.get("rating").doubleValue()).isEqualTo(7.1);
        assertThat(info.get("duration_secs").intValue()).isEqualTo(5_700);
        assertThat(info.get("duration").textValue()).isEqualTo("01:35:00");
        assertThat(info.get("episode_run_time").intValue()).isEqualTo(95);
        assertThat(info.get("backdrop_path")).hasSize(2);
        assertThat(info.has("video")).isFalse();
        JsonNode data = answer.get("movie_data");
        assertThat(data.get("stream_id").intValue()).isEqualTo(film.id());
        assertThat(data.get("year").textValue()).isEqualTo("2024");
        assertThat(data.get("container_extension").textValue()).isEqualTo("mp4");
        assertThat(data.get("category_id").textValue()).isEqualTo(Integer.toString(film.category()));
    }

    @Test
    void whatIsPackagedIsMeasured() {
        titles.ready(film.id(), 61_500);
        JsonNode info = movie(film.id()).get("info");
        assertThat(info.get("duration_secs").intValue()).isEqualTo(62);
        assertThat(info.get("duration").textValue()).isEqualTo("00:01:02");
        assertThat(info.get("bitrate").intValue()).isEqualTo(1_800);
        assertThat(info.at("/video/codec_name").textValue()).isEqualTo("h264");
        assertThat(info.at("/video/height").intValue()).isEqualTo(720);
        assertThat(info.at("/audio/codec_name").textValue()).isEqualTo("aac");
    }

    @Test
    void aMovieThatIsNotThereHasAnEmptyListForInfo() {
        int channel = fill.channel("One", "News").id();
        for (String id : List.of("", "0", "-1", "x", "1.5", "999", "2147483648", "99999999999", "" + channel)) {
            assertThat(get(action("get_vod_info") + "&vod_id=" + id).text()).isEqualTo(NO_MOVIE);
        }
        assertThat(get(action("get_vod_info")).text()).isEqualTo(NO_MOVIE);
    }

    @Test
    void seasonsAreThoseThatAreToldOfAndThoseWithEpisodes() {
        Episode pilot = titles.episode(show, 1, 1, "Pilot", Titles.TOLD);
        titles.episode(show, 1, 2, "", Details.NONE);
        titles.episode(show, 0, 1, "Extra", Details.NONE);
        titles.episode(show, 2, 1, "Back", Details.NONE);
        JsonNode answer = series(show.id());
        assertThat(answer.get("episodes").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("0", "1", "2");
        assertThat(answer.get("seasons"))
                .extracting(season -> season.get("season_number").intValue())
                .containsExactly(0, 1, 2, 9);
        assertThat(answer.get("seasons"))
                .extracting(season -> season.get("name").textValue())
                .containsExactly("Specials", "Season 1", "The second", "Season 9");
        assertThat(answer.get("seasons"))
                .extracting(season -> season.get("episode_count").intValue())
                .containsExactly(1, 2, 1, 0);
        assertThat(answer.get("seasons"))
                .extracting(season -> season.path("air_date").asText("none"))
                .containsExactly("none", "2024-02-29", "2025-03-01", "none");
        assertThat(answer.get("seasons").findValuesAsText("id")).doesNotHaveDuplicates();
        JsonNode first = answer.at("/episodes/1/0");
        assertThat(first.get("id").textValue()).isEqualTo(Integer.toString(pilot.id()));
        assertThat(first.get("title").textValue()).isEqualTo("Pilot");
        assertThat(first.get("season").intValue()).isEqualTo(1);
        assertThat(first.at("/info/duration_secs").intValue()).isEqualTo(5_700);
        assertThat(answer.at("/episodes/1/1/title").textValue()).isEqualTo("S01E02");
    }

    @Test
    void anEpisodeThatIsPackagedIsMeasured() {
        Episode pilot = titles.episode(show, 1, 1, "Pilot", Details.NONE);
        titles.ready(pilot.id(), 3_600_000);
        JsonNode info = series(show.id()).at("/episodes/1/0/info");
        assertThat(info.get("duration").textValue()).isEqualTo("01:00:00");
        assertThat(info.at("/video/width").intValue()).isEqualTo(1_280);
    }

    @Test
    void aSeriesWithoutEpisodesHasAnObjectOfNone() {
        JsonNode answer = series(titles.bareSeries("Bare").id());
        assertThat(answer.get("seasons")).isEmpty();
        assertThat(answer.get("episodes").isObject()).isTrue();
        assertThat(answer.get("episodes")).isEmpty();
        assertThat(answer.at("/info/name").textValue()).isEqualTo("Bare");
    }

    @Test
    void aSeriesThatIsNotThereHasNoName() {
        for (String id : List.of("", "0", "x", "999", "2147483648")) {
            JsonNode answer =
                    get(action("get_series_info") + "&series_id=" + id).json();
            assertThat(answer.at("/info/name").isNull()).isTrue();
            assertThat(answer.get("seasons")).isEmpty();
            assertThat(answer.get("episodes").isObject()).isTrue();
            assertThat(answer.get("episodes")).isEmpty();
        }
    }

    @Test
    void whatALineMayNotSeeIsNotThere() {
        Movie adult = titles.movie("Late", true, Rights.ALWAYS);
        Rights soon = new Rights(headend.clock().instant().plusSeconds(60), null, Set.of());
        Movie later = titles.movie("Later", false, soon);
        Series laterShow = titles.series("Later", soon);
        headend.bouquets().add("b", Set.of(film, show, adult));
        fill.line("bob", PASSWORD, l -> l.withAccess(List.of("b"), 1, null, LineStatus.ACTIVE));
        fill.line(
                "kid",
                PASSWORD,
                l -> l.withLists(new ListSettings(false, l.lists().catchup())));
        headend.bouquets().add("none", Set.of());
        fill.line("eve", PASSWORD, l -> l.withAccess(List.of("none"), 1, null, LineStatus.ACTIVE));

        assertThat(seesMovie("bob", film)).isTrue();
        assertThat(seesMovie("eve", film)).isFalse();
        assertThat(seesSeries("bob", show)).isTrue();
        assertThat(seesSeries("eve", show)).isFalse();
        assertThat(seesMovie("bob", adult)).isTrue();
        assertThat(seesMovie("kid", adult)).isFalse();
        assertThat(seesMovie(USER, later)).isFalse();
        assertThat(seesSeries(USER, laterShow)).isFalse();
        headend.clock().advance(Duration.ofSeconds(60));
        assertThat(seesMovie(USER, later)).isTrue();
        assertThat(seesSeries(USER, laterShow)).isTrue();
        assertThat(seesMovie(USER, titles.movie("Abroad", false, new Rights(null, null, Set.of("DE")))))
                .isFalse();
    }

    @Test
    void aLineThatMayNotWatchIsToldOfItselfAlone() {
        fill.line("old", PASSWORD, l -> l.withAccess(l.bouquets(), 1, null, LineStatus.BANNED));
        for (String action : List.of("get_vod_info&vod_id=" + film.id(), "get_series_info&series_id=" + show.id())) {
            JsonNode answer = get(login("old", PASSWORD) + "&action=" + action).json();
            assertThat(answer.at("/user_info/status").textValue()).isEqualTo("Banned");
            assertThat(answer.has("info")).isFalse();
        }
    }

    private boolean seesMovie(String line, Movie movie) {
        return !get(login(line, PASSWORD) + "&action=get_vod_info&vod_id=" + movie.id())
                .text()
                .equals(NO_MOVIE);
    }

    private boolean seesSeries(String line, Series series) {
        return !get(login(line, PASSWORD) + "&action=get_series_info&series_id=" + series.id())
                .json()
                .at("/info/name")
                .isNull();
    }

    private JsonNode movie(int id) {
        return get(action("get_vod_info") + "&vod_id=" + id).json();
    }

    private JsonNode series(int id) {
        return get(action("get_series_info") + "&series_id=" + id).json();
    }
}
