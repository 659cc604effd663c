package dev.headwater.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.hls.SweptChannels;
import dev.headwater.core.media.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XtreamImportTest {
    @TempDir
    Path folder;

    private final FakePanel panel = new FakePanel();
    private Importing importing;

    @BeforeEach
    void fill() {
        importing = new Importing(folder);
        panel.on(
                        "get_live_categories",
                        "[{\"category_id\":\"34\",\"category_name\":\"News \\\"24\\\"\",\"parent_id\":0}]")
                .on("get_vod_categories", "[{\"category_id\":50,\"category_name\":\"Films\",\"parent_id\":\"0\"}]")
                .on("get_series_categories", "{\"0\":{\"category_id\":\"60\",\"category_name\":\"Shows\"}}")
                .on("get_live_streams", """
                        [{"num":1,"name":"One","stream_type":"live","stream_id":101,"stream_icon":"http://i.example/1.png",
                          "epg_channel_id":"one.tv","is_adult":"0","category_id":"34","tv_archive":1,"tv_archive_duration":"7"},
                         {"num":"2","name":"Radio","stream_type":"radio_streams","stream_id":"102","stream_icon":null,
                          "epg_channel_id":null,"category_id":null,"category_ids":[34],"tv_archive":0,"is_adult":1},
                         {"num":3,"name":null,"stream_id":103,"category_id":"999"}]""")
                .on("get_vod_streams", """
                        [{"num":1,"name":"Film (2020)","stream_id":201,"stream_icon":"","rating":"7.5","rating_5based":3.7,
                          "category_id":"50","container_extension":"mkv","plot":"It happens.","tmdb_id":"603",
                          "release_date":"2020-02-03","episode_run_time":"90"},
                         {"num":2,"name":"Other","stream_id":202,"rating":"n/A","category_id":50,"container_extension":""}]""")
                .on("get_series", """
                        [{"num":1,"name":"Show","series_id":"7","cover":"http://i.example/s.png","category_id":"60",
                          "backdrop_path":["http://i.example/b.png"],"rating":"8","episode_run_time":"42"}]""")
                .on("get_series_info&series_id=7", """
                        {"seasons":[],"info":{"name":"Show"},"episodes":{
                          "1":[{"id":"301","episode_num":1,"title":"Pilot","container_extension":"mp4","season":1,
                                "info":{"plot":"Begins.","duration_secs":2520,"air_date":"2019-01-01"}},
                               {"id":302,"episode_num":"2","title":"","container_extension":"mkv","season":"1","info":[]}]}}""");
    }

    @AfterEach
    void stop() {
        panel.close();
    }

    private ImportRequest request(boolean keepIds, boolean catchup) {
        return new ImportRequest(
                "xtream",
                panel.url() + "/player_api.php",
                "old",
                null,
                null,
                null,
                null,
                true,
                catchup,
                keepIds,
                FakePanel.USER,
                FakePanel.PASSWORD,
                null);
    }

    @Test
    void whateverTypesAPanelWritesEverythingComesWithIt() {
        assertThat(importing.done(request(false, false)).added()).isEqualTo(3 + 2 + 1 + 2);

        List<Channel> channels = importing.channels();
        Channel one = channels.getFirst();
        assertThat(one.guideId()).isEqualTo("one.tv");
        assertThat(one.archiveDays()).isZero();
        assertThat(one.position()).isEqualTo(1);
        assertThat(one.sources())
                .containsExactly(new Source(panel.url() + "/live/anna/p%26q%20%231/101.ts", null, true))
                .noneMatch(Source::allowsPrivate);
        assertThat(importing.category(one)).isEqualTo("News '24'");
        assertThat(channels.get(1).radio()).isTrue();
        assertThat(channels.get(1).listed().adult()).isTrue();
        assertThat(channels.get(2).name()).isEqualTo("Unnamed");
        assertThat(importing.category(channels.get(2))).isEqualTo(Category.UNCATEGORIZED);

        Movie film = importing.movies().getFirst();
        assertThat(film.details().rating()).isEqualTo(7.5);
        assertThat(film.details().tmdbId()).isEqualTo(603);
        assertThat(film.details().released()).isEqualTo(LocalDate.of(2020, 2, 3));
        assertThat(film.details().durationSeconds()).isEqualTo(5400);
        assertThat(film.source().url()).endsWith("/movie/anna/p%26q%20%231/201.mkv");
        assertThat(importing.movies().getLast().source().url()).endsWith("/202.mp4");

        Series show = importing.series().getFirst();
        assertThat(show.details().backdrops()).hasSize(1);
        List<Episode> episodes = importing.catalog.series().episodes(show.id());
        assertThat(episodes).extracting(Episode::title).containsExactly("Pilot", "Episode 2");
        assertThat(episodes.getFirst().details().durationSeconds()).isEqualTo(2520);
        assertThat(episodes.getFirst().source().url()).endsWith("/series/anna/p%26q%20%231/301.mp4");
    }

    @Test
    void idsAreKeptWhereTheyAreFreeAndNoneComesTwiceLater() {
        importing
                .catalog
                .channels()
                .save(Channel.of(
                        102,
                        Listed.plain("Mine", 1, importing.clock.instant()),
                        List.of(new Source("testcard:")),
                        null));

        Difference found = importing.done(request(true, true));

        assertThat(found.conflicts()).isEqualTo(1);
        assertThat(found.conflictNotes()).singleElement().asString().contains("stream 102 (Radio)");
        assertThat(importing.ids())
                .containsEntry("channel One", 101)
                .containsEntry("movie Film (2020)", 201)
                .containsEntry("movie Other", 202)
                .containsEntry("series Show", 7)
                .containsEntry("episode Show 1x1", 301)
                .containsEntry("episode Show 1x2", 302)
                .containsEntry("channel Mine", 102);
        assertThat(importing.ids().get("channel Radio")).isGreaterThan(302);
        assertThat(importing.contentIds.next()).isGreaterThan(302);
        assertThat(importing.categories.list(ContentKind.LIVE))
                .extracting(Category::id)
                .contains(34);
        assertThat(importing.categories.list(ContentKind.MOVIE))
                .extracting(Category::id)
                .contains(50);
        assertThat(importing.categories.named(ContentKind.LIVE, "New").id()).isGreaterThan(60);
        assertThat(importing.channels().getFirst().archiveDays()).isEqualTo(7);

        assertThat(importing.done(request(true, true)).unchanged()).isEqualTo(8);
    }

    @Test
    void episodesOfASeriesThatCanNotBeReadStay() {
        panel.on("get_series", "[{\"name\":\"Show\",\"series_id\":7},{\"name\":\"New\",\"series_id\":8}]")
                .on("get_series_info&series_id=8", "{\"episodes\":[[{\"id\":401,\"episode_num\":1,\"season\":1}]]}");
        importing.done(request(false, false));
        panel.fail("get_series_info&series_id=7");

        ImportRun run = importing.run(request(false, false));

        assertThat(run.state()).isEqualTo(ImportRun.DONE);
        assertThat(run.notes()).singleElement().asString().contains("tells nothing of 1 series");
        assertThat(importing.ids()).containsKeys("episode Show 1x1", "episode Show 1x2", "episode New 1x1");
    }

    @Test
    void aListThatFailsOrIsCutChangesNothing() {
        importing.done(request(false, false));
        var before = importing.ids();
        panel.on("get_vod_streams", "[{\"name\":\"Film\",\"stream_id\":201},{\"na");
        assertThat(importing.run(request(false, false)).error())
                .contains("list of films")
                .contains("ends in the middle");
        panel.fail("get_vod_streams");
        assertThat(importing.run(request(false, false)).error()).contains("answered 500");
        panel.on("get_vod_streams", "{\"user_info\":{\"auth\":1}}");
        assertThat(importing.run(request(false, false)).error()).contains("not given out");
        assertThat(importing.ids()).isEqualTo(before);
    }

    @Test
    void aWrongPasswordIsSaidAndShownNowhere() throws Exception {
        ImportRequest wrong = new ImportRequest(
                "xtream",
                panel.url(),
                "old",
                null,
                null,
                null,
                null,
                true,
                null,
                null,
                FakePanel.USER,
                "hunter2",
                null);

        ImportRun run = importing.run(wrong);

        assertThat(run.error()).contains("no such user and password");
        assertThat(run + " " + wrong + " " + importing.imports.list()).doesNotContain("hunter2");
        assertThat(Files.exists(folder.resolve("run/import"))).isFalse();
    }

    /** So many films that what else there is does not count among them. */
    private void manyFilms() {
        panel.on(
                "get_vod_streams",
                IntStream.range(1000, 1100)
                        .mapToObj(id -> "{\"name\":\"F" + id + "\",\"stream_id\":" + id + ",\"category_id\":50}")
                        .collect(Collectors.joining(",", "[", "]")));
    }

    @Test
    void oneListThatIsEmptyIsAskedAboutHoweverMuchStandsInTheOthers() {
        manyFilms();
        importing.done(request(false, false));
        panel.on("get_live_streams", "[]");

        ImportRun refused = importing.run(request(false, false));

        assertThat(refused.state()).isEqualTo(ImportRun.UNCONFIRMED);
        assertThat(refused.error()).contains("3 of 3 channels");
        assertThat(importing.channels()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"get_live_categories,channels", "get_vod_categories,films", "get_series_categories,series"})
    void categoriesThatAllVanishAreAskedAbout(String action, String list) {
        importing.done(request(false, false));
        panel.on(action, "[]");

        ImportRun refused = importing.run(request(false, false));

        assertThat(refused.state()).isEqualTo(ImportRun.UNCONFIRMED);
        assertThat(refused.error()).contains("1 of 1 categories of " + list);
        ImportRequest confirmed = request(false, false).confirmed(Map.of("categories of " + list, 1L));
        assertThat(importing.done(confirmed).removed()).isZero();
        assertThat(importing.done(request(false, false)).changed()).isZero();
    }

    @Test
    void whatWasConfirmedIsWhatMayVanish() {
        manyFilms();
        importing.done(request(false, false));
        panel.on("get_live_streams", "[{\"name\":\"One\",\"stream_id\":101,\"category_id\":34}]");
        Difference shown = importing.run(request(false, false)).found();
        assertThat(shown).isNotNull();
        assertThat(shown.vanishing()).containsExactly(new Vanishing("channels", 3, 2));
        ImportRequest confirmed = request(false, false).confirmed(Map.of("channels", 2L));

        panel.on("get_live_streams", "[]");
        assertThat(importing.run(confirmed).state()).isEqualTo(ImportRun.UNCONFIRMED);
        assertThat(importing.channels()).hasSize(3);

        panel.on("get_live_streams", "[{\"name\":\"One\",\"stream_id\":101,\"category_id\":34}]");
        assertThat(importing.done(confirmed).removed()).isEqualTo(2);
    }

    @Test
    void idsThatSomethingElseStillKnowsAreNotTaken() {
        new SweptChannels(importing.table).remember(101);
        importing.assets.want(201);
        importing.assets.leaveToSweeper(202);
        KnownItems others = new KnownItems();
        others.add(1, Prints.EPISODE, 301, 1, 0);
        others.setId(others.find(1), 301);
        ImportStore store = new ImportStore(importing.table);
        store.save(ImportRun.begun(ImportRequest.of("m3u", "/other.m3u"), importing.clock.instant()));
        store.save("m3u-other.m3u", others);

        Difference found = importing.done(request(true, false));

        assertThat(found.conflicts()).isEqualTo(4);
        assertThat(importing.ids().values()).doesNotContain(101, 201, 202, 301).contains(102, 302);
    }

    /** One of many fields, one of a single text that is longer than any row may be. */
    @Test
    void aRowThatIsTooLargeIsLeftOut() {
        String many = IntStream.range(0, 30)
                .mapToObj(i -> "\"f" + i + "\":\"" + "x".repeat(50_000) + "\"")
                .collect(Collectors.joining(",", "{\"stream_id\":104,", "}"));
        String one = "{\"stream_id\":105,\"stream_icon\":\"" + "y".repeat(3 << 20) + "\",\"name\":\"Five\"}";
        String small = "{\"stream_id\":%d,\"name\":\"Small\"}";
        panel.on(
                "get_live_streams",
                "[" + small.formatted(101) + "," + many + "," + small.formatted(102) + "," + one + ","
                        + small.formatted(103) + "]");
        ImportRun run = importing.run(request(false, false));
        assertThat(run.error()).isNull();
        assertThat(importing.channels())
                .extracting(channel -> channel.sources().getFirst().url().replaceAll(".*/", ""))
                .containsExactlyInAnyOrder("101.ts", "102.ts", "103.ts");
        assertThat(run.toString()).contains("rows of more than 1 MB are left out: its list of channels has 2");
    }

    @Test
    void aListOfTooManyCategoriesEndsIt() {
        importing.done(request(false, false));
        panel.on(
                "get_live_categories",
                IntStream.rangeClosed(1, 10_001)
                        .mapToObj(id -> "{\"category_id\":" + id + ",\"category_name\":\"C" + id + "\"}")
                        .collect(Collectors.joining(",", "[", "]")));
        assertThat(importing.run(request(false, false)).error()).contains("more than 10000 categories");
        assertThat(importing.channels()).hasSize(3);
    }

    @Test
    void aPanelThatFailsForManySeriesLosesNone() {
        IntStream.range(8, 60)
                .forEach(id -> panel.on(
                        "get_series_info&series_id=" + id,
                        "{\"episodes\":[[{\"id\":" + (400 + id) + ",\"episode_num\":1,\"season\":1}]]}"));
        panel.on("get_series", series(60));
        importing.done(request(false, false));
        var before = importing.ids();
        IntStream.range(8, 60).forEach(id -> panel.fail("get_series_info&series_id=" + id));
        panel.on("get_series", series(58));

        ImportRun run = importing.run(request(false, false));

        assertThat(run.state()).isEqualTo(ImportRun.DONE);
        assertThat(run.notes()).singleElement().asString().contains("tells nothing of 50 series");
        assertThat(importing.ids()).isEqualTo(before);
    }

    private static String series(int end) {
        return IntStream.range(7, end)
                .mapToObj(id -> "{\"name\":\"S" + id + "\",\"series_id\":" + id + ",\"category_id\":60}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
