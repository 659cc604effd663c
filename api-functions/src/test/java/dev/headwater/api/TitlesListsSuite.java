package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Rights;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.media.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Lists of movies and series, row by row; what is hidden, and what order things come in. */
abstract class TitlesListsSuite extends XtreamSuite {
    private static final Details TOLD = new Details(
            "A plot",
            "A, B",
            "C",
            "Drama, Crime",
            "US",
            "16",
            "trailer",
            LocalDate.of(1994, 9, 10),
            7.14,
            List.of("https://x.example/b.jpg"),
            278,
            "tt0111161",
            5401);

    private Movie told;
    private Movie bare;
    private Series show;

    @Override
    void fill() {
        super.fill();
        bare = fill.movie("Bare");
        told = movie(bare.id() + 100, "Told", bare.category(), TOLD, false);
        int category = headend.categories().named(ContentKind.SERIES, "Shows").id();
        show = new Series(7, Listed.plain("Show", category, now()), TOLD, List.of(), now().plusSeconds(5));
        headend.catalog().series().save(show);
        headend.catalog()
                .series()
                .save(new Series(8, Listed.plain("Untold", category, now()), Details.NONE, List.of(), now()));
    }

    @Test
    void everyFieldOfAMovieIsThereAndHasItsType() {
        JsonNode rows = get(action("get_vod_streams")).rows();
        assertThat(rows).hasSize(2);
        rows.forEach(row -> Census.matches(row, Census.MOVIE));
        JsonNode row = rows.get(1);
        assertThat(row.get("stream_id").intValue()).isEqualTo(told.id());
        assertThat(row.get("year").textValue()).isEqualTo("1994");
        assertThat(row.get("rating").textValue()).isEqualTo("7.1");
        assertThat(row.get("rating_5based").doubleValue()).isEqualTo(3.6);
        assertThat(row.get("release_date").textValue()).isEqualTo("1994-09-10");
        assertThat(row.get("episode_run_time").textValue()).isEqualTo("91");
        assertThat(row.get("container_extension").textValue()).isEqualTo("mp4");
        assertThat(rows.get(0).get("rating").textValue()).isEqualTo("0");
        assertThat(rows.get(0).get("episode_run_time").textValue()).isEqualTo("0");
    }

    @Test
    void everyFieldOfASeriesIsThereAndHasItsType() {
        JsonNode rows = get(action("get_series")).rows();
        assertThat(rows).hasSize(2);
        Census.matches(rows.get(0), Census.SERIES);
        Map<String, String> untold = new TreeMap<>(Census.SERIES);
        untold.put("backdrop_path", "things");
        Census.matches(rows.get(1), untold);
        JsonNode row = rows.get(0);
        assertThat(row.get("series_id").intValue()).isEqualTo(show.id());
        assertThat(row.get("rating").textValue()).isEqualTo("7");
        assertThat(row.get("releaseDate").textValue()).isEqualTo("1994-09-10");
        assertThat(row.get("last_modified").textValue())
                .isEqualTo(Long.toString(show.modifiedAt().getEpochSecond()));
        assertThat(rows.get(1).get("rating").textValue()).isEqualTo("0");
    }

    @Test
    void categoriesAreOfTheirKindAndFilter() {
        int other = headend.categories().named(ContentKind.MOVIE, "Other").id();
        movie(told.id() + 1, "Elsewhere", other, Details.NONE, false);
        JsonNode categories = get(action("get_vod_categories")).rows();
        categories.forEach(row -> Census.matches(row, Census.CATEGORY));
        assertThat(categories.findValuesAsText("category_name")).containsExactly("Films", "Other");
        assertThat(get(action("get_series_categories")).rows().findValuesAsText("category_name"))
                .containsExactly("Shows");
        assertThat(names("get_vod_streams&category_id=" + other)).containsExactly("Elsewhere");
        assertThat(names("get_vod_streams&category_id=*")).hasSize(3);
        assertThat(names("get_series&category_id=" + other)).isEmpty();
    }

    @Test
    void whatStandsInNoCategoryIsUncategorized() {
        movie(told.id() + 1, "Lost", 999_999, Details.NONE, false);
        JsonNode row = get(action("get_vod_streams")).rows().get(2);
        int category = headend.categories()
                .named(ContentKind.MOVIE, Category.UNCATEGORIZED)
                .id();
        assertThat(row.get("category_id").textValue()).isEqualTo(Integer.toString(category));
        assertThat(get(action("get_vod_categories")).rows().findValuesAsText("category_name"))
                .containsExactly("Films", Category.UNCATEGORIZED);
        assertThat(get(action("get_vod_info&vod_id=" + (told.id() + 1))).json().at("/movie_data/category_id"))
                .as("as the list says")
                .isEqualTo(row.get("category_id"));
        assertThat(names("get_vod_streams&category_id=" + category)).containsExactly("Lost");
    }

    @Test
    void whatIsForAdultsIsInNoListOfALineThatHidesIt() {
        movie(told.id() + 1, "Adult", told.category(), Details.NONE, true);
        fill.line("family", PASSWORD, TitlesListsSuite::hiding);
        assertThat(names("get_vod_streams")).containsExactly("Bare", "Told", "Adult");
        assertThat(get(login("family", PASSWORD) + "&action=get_vod_streams")
                        .rows()
                        .findValuesAsText("name"))
                .containsExactly("Bare", "Told");
        assertThat(get("/get.php?username=family&password=" + PASSWORD).text()).doesNotContain("Adult");
        assertThat(get("/get.php?username=ada&password=" + PASSWORD).text()).contains("Adult");
    }

    @Test
    void channelsComeInTheirOrderAndThoseSwitchedOffDoNot() {
        int last = fill.channel("Last", "A", c -> at(c, 9)).id();
        int first = fill.channel("First", "B", c -> at(c, -1)).id();
        int second = fill.channel("Second", "A", c -> at(c, 0)).id();
        int third = fill.channel("Third", "B", c -> at(c, 0)).id();
        fill.channel("Off", "C", c -> c.running(Channel.Run.OFF));
        assertThat(names("get_live_streams")).containsExactly("First", "Second", "Third", "Last");
        assertThat(get("/get.php?username=ada&password=s3cret-word&type=m3u&key=live")
                        .uris())
                .extracting(url -> Integer.valueOf(url.replaceAll(".*/(\\d+)\\.ts", "$1")))
                .containsExactly(first, second, third, last);
        assertThat(get(action("get_live_categories")).rows().findValuesAsText("category_name"))
                .containsExactly("A", "B");
    }

    private static Line hiding(Line line) {
        return line.withLists(new ListSettings(false, ListSettings.Catchup.DEFAULT));
    }

    private static Channel at(Channel c, int position) {
        return new Channel(
                c.id(),
                c.listed(),
                position,
                c.sources(),
                c.ladder(),
                c.guideId(),
                c.archiveDays(),
                c.radio(),
                c.run());
    }

    @Test
    void anEncryptedFilmIsAskedForAsAPlaylistEverywhere() {
        Movie clear = movie(901, "Clear", bare.category(), Details.NONE, false);
        headend.catalog().movies().save(new Movie(902, clear.listed(), Details.NONE, clear.source(), true));
        publish();

        assertThat(get(action("get_vod_streams")).rows().findValuesAsText("container_extension"))
                .contains("mp4", "m3u8");
        assertThat(get(action("get_vod_info") + "&vod_id=902").text()).contains("\"container_extension\":\"m3u8\"");
        assertThat(get("/get.php?username=ada&password=s3cret-word&type=m3u_plus")
                        .text())
                .contains("/902.m3u8\n")
                .contains("/901.mp4\n");
    }

    private List<String> names(String action) {
        return get(action(action)).rows().findValuesAsText("name");
    }

    private Instant now() {
        return headend.clock().instant();
    }

    private Movie movie(int id, String name, int category, Details details, boolean adult) {
        Movie movie = new Movie(
                id,
                new Listed(name, category, "https://x.example/p.jpg", adult, Rights.ALWAYS, now()),
                details,
                new Source("file:/media/film.mkv"));
        headend.catalog().movies().save(movie);
        return movie;
    }
}
