package dev.headwater.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Source;
import dev.headwater.core.store.InMemoryTableStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Movies movies = new Movies(table);
    private final SeriesShelf series = new SeriesShelf(table);
    private final Channels channels = new Channels(table);
    private final Catalog catalog = new Catalog(channels, movies, series);
    private final Categories categories = new Categories(table, new IdSequence(table, IdSequence.CATEGORY, 1));

    @Test
    void aMovieIsKeptAsItIs() {
        Listed listed = new Listed(
                "Metropolis",
                3,
                "https://pictures.example/m.jpg",
                true,
                new Rights(NOON, NOON.plusSeconds(60), Set.of("DE", "AT")),
                NOON);
        Details details = new Details(
                "plot",
                "cast",
                "Lang",
                "SF",
                "DE",
                "12",
                "trailer",
                LocalDate.of(1927, 1, 10),
                8.3,
                List.of("https://pictures.example/b.jpg"),
                19,
                "tt0017136",
                9180);
        Movie movie = new Movie(8, listed, details, new Source("http://tv.example/m.mkv", true));
        movies.save(movie);
        assertThat(movies.find(8)).contains(movie);
        assertThat(movies.change(8, m -> new Movie(8, m.listed().in(4), m.details(), m.source())))
                .map(Movie::category)
                .contains(4);
        assertThat(movies.change(9, m -> m)).isEmpty();
        movies.delete(8);
        assertThat(movies.find(8)).isEmpty();
    }

    @Test
    void moviesAreShownByIdAPageAtATime() {
        movies.saveAll(
                IntStream.rangeClosed(1, 2500).mapToObj(i -> movie(2501 - i)).toList());
        List<Integer> shown = new ArrayList<>();
        movies.forEach(movie -> shown.add(movie.id()));
        assertThat(shown).hasSize(2500).isSorted();
    }

    @Test
    void oneIdPlaysOneThingAndAnEpisodeGoesWithItsSeries() {
        channels.save(Channel.of(1, Listed.plain("One", 1, NOON), List.of(new Source("testcard:")), null));
        movies.save(movie(2));
        series.save(new Series(3, Listed.plain("Serial", 1, NOON), Details.NONE, List.of(), NOON));
        series.saveEpisode(new Episode(4, 3, 1, 1, "", null, Details.NONE, new Source("file:/media/e.mkv"), NOON));
        assertThat(catalog.playable(1)).map(p -> p.content().kind()).contains(ContentKind.LIVE);
        assertThat(catalog.playable(2)).map(p -> p.content().kind()).contains(ContentKind.MOVIE);
        assertThat(catalog.playable(3)).as("a series plays nothing itself").isEmpty();
        assertThat(catalog.playable(4)).map(p -> p.content().kind()).contains(ContentKind.SERIES);
        series.delete(3);
        assertThat(catalog.playable(4)).isEmpty();
    }

    private static Category at(Category category, int position) {
        return new Category(category.id(), category.name(), position);
    }

    @Test
    void aNameIsOneCategoryOfItsKindAndCategoriesAreOrdered() {
        Category news = categories.named(ContentKind.LIVE, "News");
        Category sport = categories.named(ContentKind.LIVE, "Sport");
        assertThat(categories.named(ContentKind.LIVE, "News")).isEqualTo(news);
        assertThat(categories.named(ContentKind.MOVIE, "News").id()).isNotEqualTo(news.id());
        assertThat(categories.list(ContentKind.LIVE)).containsExactly(news, sport);
        assertThat(categories.change(ContentKind.LIVE, "News", category -> at(category, 5)))
                .map(Category::id)
                .contains(news.id());
        assertThat(categories.list(ContentKind.LIVE)).extracting(Category::name).containsExactly("Sport", "News");
        assertThat(categories.change(ContentKind.LIVE, "Drama", category -> at(category, 1)))
                .isEmpty();
        assertThat(categories.find(ContentKind.LIVE, "Sport")).contains(sport);
        assertThat(categories.find(ContentKind.SERIES, "Sport")).isEmpty();
    }

    private static Movie movie(int id) {
        return new Movie(id, Listed.plain("Film " + id, 1, NOON), Details.NONE, new Source("file:/media/m.mkv"));
    }
}
