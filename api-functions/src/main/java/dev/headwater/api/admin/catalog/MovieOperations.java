package dev.headwater.api.admin.catalog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.Directory;
import dev.headwater.api.admin.Etags;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Many;
import dev.headwater.api.admin.Many.Selection;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.Sourced;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.media.Source;
import dev.headwater.core.vod.Assets;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code movie add | set | list | show | remove}. */
public final class MovieOperations implements OperationGroup {
    public final Operation<Add, MovieView> add =
            Operation.change("movie.add", Permission.CATALOG_WRITE, Add.class, this::add);
    public final Operation<Change, MovieView> set = Operation.changeAs(
                    "movie.set", Permission.CATALOG_WRITE, Change.class, this::set)
            .of(change -> view(find(change.id())));
    public final Operation<ListQuery, Page<MovieView>> list =
            Operation.look("movie.list", Permission.CATALOG_READ, ListQuery.class, this::list);
    public final Operation<ById, MovieView> show =
            Operation.look("movie.show", Permission.CATALOG_READ, ById.class, by -> view(find(by.id())));
    public final Operation<ById, MovieView> remove = Operation.changeAs(
                    "movie.remove", Permission.CATALOG_WRITE, ById.class, this::remove)
            .of(by -> view(find(by.id())));

    private final Movies movies;
    private final Categories categories;
    private final IdSequence ids;
    private final InstantSource clock;
    private final TitleCheck check;
    private final Preparation preparation;
    private final Runnable changed;
    private final Columns<TitleRow> columns;
    private final Directory<TitleRow> directory;

    /**
     * Operations on movies.
     *
     * @param workerRuns whether films are being made ready
     * @param check of files before they are listed
     * @param changed called after the movies changed
     */
    public MovieOperations(
            Movies movies,
            Categories categories,
            IdSequence ids,
            Assets assets,
            InstantSource clock,
            boolean workerRuns,
            TitleCheck check,
            Runnable changed) {
        this(movies, categories, ids, assets, clock, workerRuns, check, changed, () -> 0);
    }

    /**
     * Operations on movies that other processes change too.
     *
     * @param elsewhere another number as soon as another process changed movies
     */
    public MovieOperations(
            Movies movies,
            Categories categories,
            IdSequence ids,
            Assets assets,
            InstantSource clock,
            boolean workerRuns,
            TitleCheck check,
            Runnable changed,
            LongSupplier elsewhere) {
        this.movies = movies;
        this.categories = categories;
        this.ids = ids;
        this.clock = clock;
        this.check = check;
        this.preparation = new Preparation(assets, workerRuns);
        this.changed = changed;
        this.columns = TitleRow.columns(categories, ContentKind.MOVIE);
        this.directory = new Directory<>(
                new Directory.Reader<>(
                        TitleRow::id,
                        rows -> movies.forEach(movie -> rows.accept(TitleRow.of(movie))),
                        id -> movies.find(id).map(TitleRow::of)),
                movies.watchers(),
                elsewhere,
                clock);
    }

    /**
     * A movie to add.
     *
     * @param source {@code file:/abs/path} or {@code http(s)://…}
     * @param later whether to have it made ready only when somebody wants to see it; null: no
     * @param encrypted whether its segments are encrypted (HLS AES-128): then there is no MP4 of it; null: no
     */
    @Schema(example = "{\"source\": \"https://example.org/film.mp4\", \"name\": \"A film\", \"later\": true}")
    public record Add(
            String source,
            @Nullable Boolean allowPrivate,
            @Nullable Boolean later,
            @Nullable Boolean encrypted,
            @JsonUnwrapped Showing showing,
            @JsonUnwrapped DetailSettings details)
            implements Sourced<Add> {
        @Override
        public Add resolved(Resolver sources) {
            return new Add(
                    TitleFiles.resolved(sources, "source", source), allowPrivate, later, encrypted, showing, details);
        }
    }

    /**
     * What to change of a movie.
     *
     * @param encrypted whether its segments are encrypted: what was made otherwise is made anew; null: as it was
     */
    public record Change(
            int id,
            @Nullable Boolean encrypted,
            @JsonUnwrapped Showing showing,
            @JsonUnwrapped DetailSettings details) {}

    /** A movie by its id. */
    public record ById(int id) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(add, set, list, show, remove);
    }

    public MovieView add(Add add) {
        Source source = TitleFiles.source(add.source(), add.allowPrivate());
        Listed listed = add.showing().create(TitleFiles.name(source.url()), clock.instant());
        Details details = add.details().change(Details.NONE);
        TitleFiles.lookInto(source, check);
        // Nothing was refused: only now it costs an id and may leave a category behind.
        Category category = category(add.showing().category());
        Movie movie = new Movie(ids.next(), listed.in(category.id()), details, source, add.encrypted());
        movies.save(movie);
        String warning = Boolean.TRUE.equals(add.later()) ? null : preparation.want(movie.id());
        changed.run();
        return view(movie, Map.of(category.id(), category.name()), warning);
    }

    private MovieView set(Call call, Change change) {
        MovieView view = setQuietly(call, change);
        changed.run();
        return view;
    }

    private MovieView setQuietly(Call call, Change change) {
        Movie before = find(change.id());
        call.expect(before);
        var _ = changed(before, change, before.category());
        String category = change.showing().category();
        Integer place = category == null ? null : category(category).id();
        Movie after = movies.change(change.id(), movie -> {
                    call.expect(movie);
                    return changed(movie, change, place == null ? movie.category() : place);
                })
                .orElseThrow(() -> noSuchMovie(change.id()));
        String warning = change.encrypted() == null
                ? null
                : preparation.encrypted(
                        change.id(), after.encrypted() != null, !Objects.equals(before.encrypted(), after.encrypted()));
        return view(after, categoryNames(), warning);
    }

    private static Movie changed(Movie movie, Change change, int category) {
        return new Movie(
                movie.id(),
                change.showing().change(movie.listed()).in(category),
                change.details().change(movie.details()),
                movie.source(),
                change.encrypted() == null ? movie.encrypted() : change.encrypted());
    }

    /** Many movies at once. Who asks for it says that they changed. */
    public Many<Integer, TitleSettings, Change, ById> many() {
        return new Many<>(
                (call, selection) -> selection.of(directory.rows(), columns, TitleRow::id).stream()
                        .map(TitleRow::id)
                        .toList(),
                this::look,
                settings -> {
                    var _ = settings.showing().create("any", clock.instant());
                    var _ = settings.details().change(Details.NONE);
                },
                set.doing(this::setQuietly),
                (id, change) -> new Change(id, null, change.showing(), change.details()),
                remove.doing(this::removeQuietly),
                ById::new);
    }

    private Optional<String> look(int id, Selection<Integer> selection) {
        return movies.find(id)
                .filter(one -> selection.has(TitleRow.of(one), columns))
                .map(Etags::of);
    }

    private Page<MovieView> list(ListQuery query) {
        Map<Integer, String> names = categoryNames();
        Page<TitleRow> page = columns.page(directory.rows(), query);
        List<Integer> ids = page.items().stream().map(TitleRow::id).toList();
        Map<Integer, Movie> found = movies.findAll(ids);
        IntFunction<Preparation.State> states = preparation.of(ids);
        return page.found(row -> Optional.ofNullable(found.get(row.id()))
                .map(movie -> view(movie, names, states.apply(row.id()), null)));
    }

    private MovieView remove(Call call, ById by) {
        MovieView view = removeQuietly(call, by);
        changed.run();
        return view;
    }

    private MovieView removeQuietly(Call call, ById by) {
        MovieView view = view(find(by.id()));
        var _ = movies.remove(by.id(), call::expect).orElseThrow(() -> noSuchMovie(by.id()));
        preparation.forget(by.id());
        return view;
    }

    private Movie find(int id) {
        return movies.find(id).orElseThrow(() -> noSuchMovie(id));
    }

    private static OperationException noSuchMovie(int id) {
        return OperationException.missing("there is no movie " + id);
    }

    private Category category(@Nullable String name) {
        return OperationException.blaming(
                "category", () -> categories.named(ContentKind.MOVIE, name == null ? Category.UNCATEGORIZED : name));
    }

    private Map<Integer, String> categoryNames() {
        return categories.list(ContentKind.MOVIE).stream().collect(Collectors.toMap(Category::id, Category::name));
    }

    private MovieView view(Movie movie) {
        return view(movie, categoryNames(), null);
    }

    private MovieView view(Movie movie, Map<Integer, String> categoryNames, @Nullable String warning) {
        return view(movie, categoryNames, preparation.of(movie.id()), warning);
    }

    private static MovieView view(
            Movie movie, Map<Integer, String> categoryNames, Preparation.State state, @Nullable String warning) {
        Listed listed = movie.listed();
        Details details = movie.details();
        return new MovieView(
                movie.id(),
                movie.name(),
                categoryNames.getOrDefault(movie.category(), ""),
                state.state(),
                state.percent(),
                state.seconds(),
                state.error(),
                movie.source().toString(),
                listed.image(),
                listed.adult(),
                movie.encrypted() != null,
                listed.rights().from(),
                listed.rights().until(),
                listed.rights().countries(),
                details.plot(),
                details.genre(),
                details.released(),
                details.rating(),
                details.tmdbId(),
                details.imdbId(),
                warning,
                Etags.of(movie));
    }
}
