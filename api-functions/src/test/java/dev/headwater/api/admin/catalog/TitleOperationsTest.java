package dev.headwater.api.admin.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.api.admin.Audit;
import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.delivery.EdgeOperations;
import dev.headwater.api.admin.delivery.KeyOperations;
import dev.headwater.api.admin.line.LineOperations;
import dev.headwater.api.admin.line.SessionOperations;
import dev.headwater.api.admin.people.StoredCredits;
import dev.headwater.core.TestClock;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.Lines;
import dev.headwater.core.admin.Administrators;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.hls.Heartbeats;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.ReservedChannels;
import dev.headwater.core.media.Source;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.playback.signing.SigningKeys;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands send and get, as JSON. */
class TitleOperationsTest {
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final InMemorySecretStore secrets = new InMemorySecretStore();
    private final Movies movies = new Movies(table);
    private final SeriesShelf shelf = new SeriesShelf(table);
    private final Catalog catalog = new Catalog(new Channels(table), movies, shelf);
    private final Categories categories = new Categories(table, new IdSequence(table, IdSequence.CATEGORY, 1));
    private final IdSequence contentIds = new IdSequence(table, IdSequence.CONTENT, 1);
    private final Assets assets = new Assets(table, clock);
    private final Lines lines = new Lines(table, clock);
    private final Bouquets bouquets = new Bouquets(table, clock);
    private final List<ContentKind> changes = new ArrayList<>();
    private final Operations operations = operations(true);

    @TempDir
    private Path folder;

    private String film = "";

    private Operations operations(boolean workerRuns) {
        LinePasswords passwords = new LinePasswords(secrets, new SecureRandom());
        return new Operations(
                Audit.NONE,
                List.of(
                        new ChannelOperations(
                                catalog.channels(),
                                categories,
                                contentIds,
                                new ChannelMaking(
                                        new LiveWindows(table),
                                        new Heartbeats(table, clock),
                                        new ReservedChannels(table, clock),
                                        workerRuns),
                                clock,
                                () -> changes.add(ContentKind.LIVE)),
                        new LineOperations(
                                lines,
                                passwords,
                                bouquets,
                                new IdSequence(table, IdSequence.LINE, 1),
                                clock,
                                () -> "",
                                new StoredCredits(new Administrators(table))),
                        new BouquetOperations(bouquets, catalog, categories, lines, () -> {}),
                        new MovieOperations(
                                movies,
                                categories,
                                contentIds,
                                assets,
                                clock,
                                workerRuns,
                                TitleOperationsTest::refusal,
                                () -> changes.add(ContentKind.MOVIE)),
                        new SeriesOperations(
                                shelf,
                                categories,
                                new IdSequence(table, IdSequence.SERIES, 1),
                                contentIds,
                                assets,
                                clock,
                                workerRuns,
                                TitleOperationsTest::refusal,
                                () -> changes.add(ContentKind.SERIES)),
                        new CategoryOperations(categories, catalog, changes::add),
                        new SessionOperations(new Sessions(table, clock), lines, catalog),
                        new EdgeOperations(
                                new EdgePool(table, table, clock),
                                () -> "tv.example",
                                () -> "http://tv.example",
                                new SecureRandom()),
                        new KeyOperations(SigningKeys.load(secrets, table, clock))));
    }

    private static Optional<String> refusal(Source file) {
        return file.rest().endsWith(".txt")
                ? Optional.of("the file " + file.rest() + " is no media file")
                : Optional.empty();
    }

    @BeforeEach
    void aFile() throws Exception {
        film = "file:" + Files.writeString(folder.resolve("Die_Nibelungen.mkv"), "film");
    }

    @Test
    void aMovieIsAddedAndWanted() {
        JsonNode added = run("movie.add", """
                {"source":"%s","category":"Classics","adult":false,"countries":["DE","AT"],
                "until":"2027-01-31","released":"1924","genre":"Fantasy","rating":7.9,"tmdb":3}""".formatted(film));
        assertThat(added.path("name").asText()).isEqualTo("Die Nibelungen");
        assertThat(added.path("state").asText()).isEqualTo("wanted");
        assertThat(added.path("category").asText()).isEqualTo("Classics");
        assertThat(added.path("until").asText()).isEqualTo("2027-02-01T00:00:00Z");
        assertThat(added.path("countries")).extracting(JsonNode::asText).containsExactly("AT", "DE");
        assertThat(added.path("released").asText()).isEqualTo("1924-01-01");
        assertThat(added.has("warning")).isFalse();
        assertThat(assets.waiting()).containsExactly(added.path("id").asInt());
        assertThat(changes).containsExactly(ContentKind.MOVIE);
    }

    @Test
    void laterIsLaterAndWithoutAServerSomebodyIsTold() {
        JsonNode later = run("movie.add", "{\"source\":\"%s\",\"later\":true}".formatted(film));
        assertThat(later.path("state").asText()).isEqualTo("unprepared");
        assertThat(assets.waiting()).isEmpty();
        JsonNode now = operations(false).run(Call.LOCAL, "movie.add", json("{\"source\":\"%s\"}".formatted(film)));
        assertThat(now.path("warning").asText()).contains("headwater up");
        assertThat(assets.waiting()).hasSize(1);
    }

    @Test
    void whatCanNotBeAFilmIsRefusedAndCostsNothing() {
        for (String source : List.of(
                "testcard:",
                "udp://239.0.0.1:5000",
                "file:/nowhere/film.mkv",
                "http://127.0.0.1/film.mkv",
                "film.mkv")) {
            assertThatThrownBy(() -> run("movie.add", "{\"source\":\"%s\"}".formatted(source)))
                    .isInstanceOf(OperationException.class);
        }
        for (String showing : List.of(
                "\"countries\":[\"Germany\"]",
                "\"from\":\"tomorrow\"",
                "\"from\":\"2027-01-02\",\"until\":\"2026-01-01\"",
                "\"name\":\" \"")) {
            assertThatThrownBy(() -> run("movie.add", "{\"source\":\"%s\",%s}".formatted(film, showing)))
                    .isInstanceOf(OperationException.class);
        }
        assertThat(contentIds.next()).isEqualTo(1);
        assertThat(categories.list(ContentKind.MOVIE)).isEmpty();
    }

    @Test
    void aFileThatHoldsNoFilmIsRefusedAndCostsNothing() throws Exception {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "to do");
        assertThatThrownBy(() -> run("movie.add", "{\"source\":\"file:%s\",\"category\":\"Notes\"}".formatted(notes)))
                .isInstanceOf(OperationException.class)
                .hasMessage("the file " + notes + " is no media file");
        assertThat(categories.list(ContentKind.MOVIE)).isEmpty();
        run("series.add", "{\"name\":\"Notes\"}");
        assertThatThrownBy(() -> run(
                        "series.add-episode",
                        "{\"series\":\"Notes\",\"source\":\"file:%s\",\"season\":1,\"number\":1}".formatted(notes)))
                .isInstanceOf(OperationException.class)
                .hasMessage("the file " + notes + " is no media file");
        assertThat(contentIds.next()).isEqualTo(1);
    }

    @Test
    void whatIsNamedChangesAndTheRestStays() {
        int id = addMovie("One");
        run(
                "movie.set",
                "{\"id\":%d,\"image\":\"https://pictures.example/1.jpg\",\"countries\":[\"DE\"],\"plot\":\"p\"}"
                        .formatted(id));
        JsonNode set = run(
                "movie.set", "{\"id\":%d,\"category\":\"New\",\"countries\":[\"any\"],\"genre\":\"g\"}".formatted(id));
        assertThat(set.path("name").asText()).isEqualTo("One");
        assertThat(set.path("category").asText()).isEqualTo("New");
        assertThat(set.path("image").asText()).endsWith("1.jpg");
        assertThat(set.path("plot").asText()).isEqualTo("p");
        assertThat(set.path("countries")).isEmpty();
        assertThat(run("movie.set", "{\"id\":%d,\"image\":\"\"}".formatted(id)).has("image"))
                .isFalse();
        assertThatThrownBy(() -> run("movie.set", "{\"id\":99}")).hasMessage("there is no movie 99");
    }

    @Test
    void whatWasMadeOtherwiseIsMadeAnew() {
        int id = addMovie("One");
        Asset.Packaged clear = new Asset.Packaged(2, List.of(), 1000, "vod/1/1.m3u8", "vod-1-00.mp4", 5);
        Asset taken = assets.take(id, 1).orElseThrow();
        assets.change(id, taken.fence(), asset -> asset.ready(clear, clock.instant()));

        assertThat(run("movie.set", "{\"id\":%d,\"encrypted\":false}".formatted(id))
                        .path("state")
                        .asText())
                .isEqualTo("ready");
        JsonNode set = run("movie.set", "{\"id\":%d,\"encrypted\":true}".formatted(id));
        assertThat(set.path("encrypted").asBoolean()).isTrue();
        assertThat(set.path("state").asText()).isEqualTo("wanted");
        assertThat(assets.change(id, taken.fence(), asset -> asset.ready(clear, clock.instant())))
                .as("who made it in the clear is late")
                .isEmpty();
        assertThat(run("movie.set", "{\"id\":%d,\"plot\":\"p\"}".formatted(id))
                        .path("encrypted")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whatNobodyMadeIsNotMadeForBeingEncrypted() {
        run("series.add", "{\"name\":\"Serial\"}");
        int episode = addEpisode("Serial", 1).path("id").asInt();
        assets.delete(episode);
        JsonNode set = run("series.set-episode", "{\"id\":%d,\"encrypted\":true}".formatted(episode));
        assertThat(set.path("encrypted").asBoolean()).isTrue();
        assertThat(set.path("state").asText()).isEqualTo("unprepared");
    }

    @Test
    void aLongListSaysHowManyMoreThereAre() {
        for (int i = 0; i < 5; i++) {
            addMovie("Film " + i);
        }
        addMovie("Other");
        JsonNode list = run("movie.list", "{\"search\":\"FILM\",\"limit\":3}");
        assertThat(list.path("items"))
                .extracting(m -> m.path("name").asText())
                .containsExactly("Film 0", "Film 1", "Film 2");
        assertThat(list.path("total").asInt()).isEqualTo(5);
        assertThat(run("movie.list", "{}").path("items")).hasSize(6);
        assertThatThrownBy(() -> run("movie.list", "{\"limit\":0}")).hasMessageContaining("1 to");
    }

    @Test
    void aMovieThatIsRemovedIsMadeNoMore() {
        int id = addMovie("One");
        run("movie.remove", "{\"id\":%d}".formatted(id));
        assertThat(movies.find(id)).isEmpty();
        assertThat(assets.find(id)).isEmpty();
        assertThat(assets.waiting()).isEmpty();
    }

    @Test
    void aSeriesHasEpisodesByIdOrName() {
        int id = run("series.add", "{\"name\":\"Serial\"}").path("id").asInt();
        JsonNode first = addEpisode("Serial", 1);
        assertThat(first.path("series").asText()).isEqualTo("Serial");
        assertThat(first.path("state").asText()).isEqualTo("wanted");
        addEpisode(Integer.toString(id), 2);
        assertThatThrownBy(() -> addEpisode("Serial", 2)).hasMessageContaining("already");
        assertThatThrownBy(() -> addEpisode("Nothing", 1)).hasMessage("there is no series 'Nothing'");
        assertThatThrownBy(() -> run("series.add", "{}")).isInstanceOf(OperationException.class);
        JsonNode shown = run("series.show", "{\"id\":%d}".formatted(id));
        assertThat(shown.path("episodes"))
                .extracting(e -> e.path("episode").asInt())
                .containsExactly(1, 2);
        assertThat(run("series.list", "{}").path("items").path(0).has("episodes"))
                .isFalse();
        run("series.remove-episode", "{\"id\":%d}".formatted(first.path("id").asInt()));
        assertThat(run("series.remove", "{\"id\":%d}".formatted(id)).path("episodes"))
                .hasSize(1);
        assertThat(assets.waiting()).isEmpty();
        assertThat(shelf.find(id)).isEmpty();
    }

    @Test
    void categoriesMoveWithinTheirKind() {
        addMovie("One");
        run("series.add", "{\"name\":\"Serial\"}");
        assertThat(run("category.list", "{}").path("items"))
                .extracting(c -> c.path("kind").asText())
                .containsExactly("movie", "series");
        assertThatThrownBy(() -> run("category.set", "{\"kind\":\"any\",\"name\":\"Uncategorized\",\"position\":3}"))
                .hasMessageContaining("--kind");
        changes.clear();
        run("category.set", "{\"name\":\"Uncategorized\",\"kind\":\"movie\",\"position\":3}");
        assertThat(changes).containsExactly(ContentKind.MOVIE);
        assertThat(run("category.list", "{\"filter\":{\"kind\":\"movie\"}}")
                        .path("items")
                        .path(0)
                        .path("position")
                        .asInt())
                .isEqualTo(3);
        assertThatThrownBy(() -> run("category.set", "{\"kind\":\"any\",\"name\":\"None\",\"position\":3}"))
                .hasMessage("there is no category 'None'");
        assertThatThrownBy(() -> run("category.list", "{\"filter\":{\"kind\":\"films\"}}"))
                .hasMessageContaining("live, movie or series");
    }

    @Test
    void aBouquetHoldsContentOfAllKindsAndWholeCategories() {
        int movie = addMovie("One");
        int series = run("series.add", "{\"name\":\"Serial\"}").path("id").asInt();
        int channel = run("channel.add", "{\"sources\":[\"testcard:\"],\"name\":\"News\"}")
                .path("id")
                .asInt();
        JsonNode bouquet = run("bouquet.add", """
                {"name":"basic","channels":[%d],"movies":[%d],"series":[%d],"categories":["Uncategorized"]}""".formatted(channel, movie, series));
        assertThat(bouquet.path("channels")).extracting(JsonNode::asInt).containsExactly(channel);
        assertThat(bouquet.path("movies")).extracting(JsonNode::asInt).containsExactly(movie);
        assertThat(bouquet.path("series")).extracting(JsonNode::asInt).containsExactly(series);
        assertThat(bouquets.find("basic").orElseThrow().categories()).hasSize(3);
        assertThatThrownBy(() -> run("bouquet.add", "{\"name\":\"basic\",\"movies\":[99]}"))
                .hasMessage("there is no movie 99");
        assertThatThrownBy(() -> run("bouquet.add", "{\"name\":\"basic\",\"categories\":[\"None\"]}"))
                .hasMessageContaining("'None'");
    }

    @Test
    void aChannelIsSetLikeATitle() {
        int id = run("channel.add", "{\"sources\":[\"testcard:\"],\"name\":\"News\",\"run\":\"on-demand\"}")
                .path("id")
                .asInt();
        JsonNode set = run(
                "channel.set",
                "{\"id\":%d,\"adult\":true,\"position\":4,\"guideId\":\"news.example\",\"archiveDays\":2}"
                        .formatted(id));
        assertThat(set.path("run").asText()).isEqualTo("on-demand");
        assertThat(set.path("position").asInt()).isEqualTo(4);
        assertThat(set.path("guideId").asText()).isEqualTo("news.example");
        assertThat(set.path("adult").asBoolean()).isTrue();
        assertThat(set.path("name").asText()).isEqualTo("News");
        assertThat(run("channel.set", "{\"id\":%d,\"run\":\"off\"}".formatted(id))
                        .path("state")
                        .asText())
                .isEqualTo("off");
    }

    @Test
    void aLineSaysHowItsListsAreMade() {
        JsonNode added = run("line.add", "{\"name\":\"ada\",\"adult\":false,\"catchup\":\"xc\"}");
        assertThat(added.path("adult").asBoolean()).isFalse();
        assertThat(added.path("catchup").asText()).isEqualTo("xc");
        JsonNode set = run("line.set", "{\"name\":\"ada\",\"catchup\":\"shift\"}");
        assertThat(set.path("adult").asBoolean()).isFalse();
        assertThat(set.path("catchup").asText()).isEqualTo("shift");
        assertThatThrownBy(() -> run("line.set", "{\"name\":\"ada\",\"catchup\":\"vod\"}"))
                .hasMessageContaining("default, xc or shift");
    }

    private int addMovie(String name) {
        return run("movie.add", "{\"source\":\"%s\",\"name\":\"%s\"}".formatted(film, name))
                .path("id")
                .asInt();
    }

    private JsonNode addEpisode(String series, int number) {
        ObjectNode episode = (ObjectNode) json("{\"season\":1}");
        episode.put("series", series).put("source", film).put("number", number);
        return operations.run(Call.LOCAL, "series.add-episode", episode);
    }

    private JsonNode run(String operation, String argument) {
        return operations.run(Call.LOCAL, operation, json(argument));
    }

    private static JsonNode json(String text) {
        try {
            return Operations.JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
