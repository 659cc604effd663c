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
import dev.headwater.api.admin.catalog.SeriesView.EpisodeView;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.vod.Assets;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code series add | add-episode | show-episode | remove-episode | set | list | show | remove}. */
public final class SeriesOperations implements OperationGroup {
    public final Operation<Add, SeriesView> add =
            Operation.change("series.add", Permission.CATALOG_WRITE, Add.class, this::add);
    public final Operation<Change, SeriesView> set = Operation.changeAs(
                    "series.set", Permission.CATALOG_WRITE, Change.class, this::set)
            .of(change -> shown(change.id()));
    public final Operation<ListQuery, Page<SeriesView>> list =
            Operation.look("series.list", Permission.CATALOG_READ, ListQuery.class, this::list);
    public final Operation<ById, SeriesView> show =
            Operation.look("series.show", Permission.CATALOG_READ, ById.class, by -> whole(find(by.id())));
    public final Operation<ById, SeriesView> remove = Operation.changeAs(
                    "series.remove", Permission.CATALOG_WRITE, ById.class, this::remove)
            .of(by -> shown(by.id()));
    public final Operation<AddEpisode, EpisodeView> addEpisode =
            Operation.change("series.add-episode", Permission.CATALOG_WRITE, AddEpisode.class, this::addEpisode);
    public final Operation<ById, EpisodeView> showEpisode =
            Operation.look("series.show-episode", Permission.CATALOG_READ, ById.class, this::showEpisode);
    public final Operation<ById, EpisodeView> removeEpisode = Operation.changeAs(
                    "series.remove-episode", Permission.CATALOG_WRITE, ById.class, this::removeEpisode)
            .of(this::showEpisode);
    public final Operation<ChangeEpisode, EpisodeView> setEpisode = Operation.changeAs(
                    "series.set-episode", Permission.CATALOG_WRITE, ChangeEpisode.class, this::setEpisode)
            .of(change -> showEpisode(new ById(change.id())));
    public final Operation<EpisodeList, Page<EpisodeView>> listEpisodes =
            Operation.look("series.list-episodes", Permission.CATALOG_READ, EpisodeList.class, this::listEpisodes);

    private final SeriesShelf shelf;
    private final Categories categories;
    private final IdSequence seriesIds;
    private final InstantSource clock;
    private final Preparation preparation;
    private final Episodes episodes;
    private final Runnable changed;
    private final Columns<TitleRow> columns;
    private final Directory<TitleRow> directory;

    /**
     * Operations on series.
     *
     * @param contentIds for episodes
     * @param workerRuns whether episodes are being made ready
     * @param check of files before they are listed
     * @param changed called after series or episodes changed
     */
    public SeriesOperations(
            SeriesShelf shelf,
            Categories categories,
            IdSequence seriesIds,
            IdSequence contentIds,
            Assets assets,
            InstantSource clock,
            boolean workerRuns,
            TitleCheck check,
            Runnable changed) {
        this(shelf, categories, seriesIds, contentIds, assets, clock, workerRuns, check, changed, () -> 0);
    }

    /**
     * Operations on series that other processes change too.
     *
     * @param elsewhere another number as soon as another process changed series
     */
    public SeriesOperations(
            SeriesShelf shelf,
            Categories categories,
            IdSequence seriesIds,
            IdSequence contentIds,
            Assets assets,
            InstantSource clock,
            boolean workerRuns,
            TitleCheck check,
            Runnable changed,
            LongSupplier elsewhere) {
        this.shelf = shelf;
        this.categories = categories;
        this.seriesIds = seriesIds;
        this.clock = clock;
        this.preparation = new Preparation(assets, workerRuns);
        this.episodes = new Episodes(shelf, contentIds, preparation, check, changed, clock);
        this.changed = changed;
        this.columns = TitleRow.columns(categories, ContentKind.SERIES);
        this.directory = new Directory<>(
                new Directory.Reader<>(
                        TitleRow::id,
                        rows -> shelf.forEach(series -> rows.accept(TitleRow.of(series))),
                        id -> shelf.find(id).map(TitleRow::of)),
                shelf.watchers(),
                elsewhere,
                clock);
    }

    /** A series to add. */
    @Schema(example = "{\"name\": \"A series\", \"plot\": \"It goes on.\"}")
    public record Add(
            @JsonUnwrapped Showing showing, @JsonUnwrapped DetailSettings details) {}

    /** What to change of a series. */
    public record Change(
            int id,
            @JsonUnwrapped Showing showing,
            @JsonUnwrapped DetailSettings details) {}

    /**
     * An episode to add.
     *
     * @param series its id or name
     * @param source {@code file:/abs/path} or {@code http(s)://…}
     * @param title null: none
     * @param later whether to have it made ready only when somebody wants to see it; null: no
     * @param encrypted whether its segments are encrypted (HLS AES-128): then there is no MP4 of it; null: no
     */
    @Schema(example = "{\"source\": \"https://example.org/one.mp4\", \"season\": 1, \"number\": 1, \"later\": true}")
    public record AddEpisode(
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
            String series,

            String source,
            int season,
            int number,
            @Nullable String title,
            @Nullable String image,
            @Nullable Boolean allowPrivate,
            @Nullable Boolean later,
            @Nullable Boolean encrypted,
            @JsonUnwrapped DetailSettings details)
            implements Sourced<AddEpisode> {
        @Override
        public AddEpisode resolved(Resolver sources) {
            return new AddEpisode(
                    series,
                    TitleFiles.resolved(sources, "source", source),
                    season,
                    number,
                    title,
                    image,
                    allowPrivate,
                    later,
                    encrypted,
                    details);
        }

        /** The same for another series. */
        AddEpisode to(String otherSeries) {
            return new AddEpisode(
                    otherSeries, source, season, number, title, image, allowPrivate, later, encrypted, details);
        }
    }

    /** What to change of an episode. */
    public record ChangeEpisode(int id, @JsonUnwrapped EpisodeSettings settings) {}

    /**
     * Episodes of one series.
     *
     * @param series its id or name
     */
    public record EpisodeList(String series, ListQuery query) {}

    /** A series or an episode by its id. */
    public record ById(int id) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(add, set, list, show, remove, addEpisode, showEpisode, removeEpisode, setEpisode, listEpisodes);
    }

    public SeriesView add(Add add) {
        Instant now = clock.instant();
        Listed listed = add.showing().create("", now);
        Details details = add.details().change(Details.NONE);
        Category category = category(add.showing().category());
        Series series = new Series(seriesIds.next(), listed.in(category.id()), details, List.of(), now);
        shelf.save(series);
        changed.run();
        return view(series, Map.of(category.id(), category.name()), List.of());
    }

    private SeriesView set(Call call, Change change) {
        SeriesView view = setQuietly(call, change);
        changed.run();
        return view;
    }

    private SeriesView setQuietly(Call call, Change change) {
        Series before = find(change.id());
        call.expect(before);
        var _ = changed(before, change, before.category());
        String category = change.showing().category();
        Integer place = category == null ? null : category(category).id();
        Series after = shelf.change(change.id(), series -> {
                    call.expect(series);
                    return changed(series, change, place == null ? series.category() : place);
                })
                .orElseThrow(() -> noSuchSeries(Integer.toString(change.id())));
        return whole(after);
    }

    private Series changed(Series series, Change change, int category) {
        return new Series(
                series.id(),
                change.showing().change(series.listed()).in(category),
                change.details().change(series.details()),
                series.seasons(),
                clock.instant());
    }

    /** Many series at once. Who asks for it says that they changed. */
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
                (id, change) -> new Change(id, change.showing(), change.details()),
                remove.doing(this::removeQuietly),
                ById::new);
    }

    private Optional<String> look(int id, Selection<Integer> selection) {
        return shelf.find(id)
                .filter(one -> selection.has(TitleRow.of(one), columns))
                .map(Etags::of);
    }

    private Page<SeriesView> list(ListQuery query) {
        Map<Integer, String> names = categoryNames();
        return columns.page(directory.rows(), query)
                .found(TitleRow::id, shelf::findAll, series -> view(series, names, null));
    }

    private SeriesView shown(int id) {
        return view(find(id), categoryNames(), null);
    }

    private SeriesView remove(Call call, ById by) {
        SeriesView view = removeQuietly(call, by);
        changed.run();
        return view;
    }

    private SeriesView removeQuietly(Call call, ById by) {
        Series series = find(by.id());
        SeriesView view = whole(series);
        List<Episode> gone = shelf.episodes(by.id());
        var _ = shelf.remove(by.id(), call::expect).orElseThrow(() -> noSuchSeries(Integer.toString(by.id())));
        gone.forEach(episode -> preparation.forget(episode.id()));
        return view;
    }

    public EpisodeView addEpisode(AddEpisode add) {
        return episodes.add(named(add.series()), add);
    }

    private EpisodeView removeEpisode(Call call, ById by) {
        return episodes.remove(call, by.id());
    }

    private EpisodeView setEpisode(Call call, ChangeEpisode change) {
        return episodes.set(call, change);
    }

    private EpisodeView showEpisode(ById by) {
        return episodes.show(by.id());
    }

    private Page<EpisodeView> listEpisodes(EpisodeList list) {
        return episodes.list(named(list.series()), list.query());
    }

    private Series find(int id) {
        return shelf.find(id).orElseThrow(() -> noSuchSeries(Integer.toString(id)));
    }

    private Series named(String idOrName) {
        if (idOrName.matches("[0-9]{1,9}")) {
            return find(Integer.parseInt(idOrName));
        }
        List<Series> named = new ArrayList<>();
        shelf.forEach(series -> {
            if (series.name().equals(idOrName)) {
                named.add(series);
            }
        });
        if (named.size() > 1) {
            throw OperationException.invalid(
                    "series", "several series are called '" + idOrName + "': name one by its id");
        }
        return named.stream().findFirst().orElseThrow(() -> noSuchSeries("'" + idOrName + "'"));
    }

    private static OperationException noSuchSeries(String which) {
        return OperationException.missing("there is no series " + which);
    }

    private Category category(@Nullable String name) {
        return OperationException.blaming(
                "category", () -> categories.named(ContentKind.SERIES, name == null ? Category.UNCATEGORIZED : name));
    }

    private Map<Integer, String> categoryNames() {
        return categories.list(ContentKind.SERIES).stream().collect(Collectors.toMap(Category::id, Category::name));
    }

    private SeriesView whole(Series series) {
        return view(series, categoryNames(), episodes.all(series));
    }

    private static SeriesView view(
            Series series, Map<Integer, String> categoryNames, @Nullable List<EpisodeView> episodes) {
        Listed listed = series.listed();
        Details details = series.details();
        return new SeriesView(
                series.id(),
                series.name(),
                categoryNames.getOrDefault(series.category(), ""),
                listed.image(),
                listed.adult(),
                listed.rights().from(),
                listed.rights().until(),
                listed.rights().countries(),
                details.plot(),
                details.genre(),
                details.released(),
                details.rating(),
                details.tmdbId(),
                episodes,
                Etags.of(series));
    }
}
