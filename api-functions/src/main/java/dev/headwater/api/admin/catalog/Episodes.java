package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.Etags;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.catalog.SeriesView.EpisodeView;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.media.Source;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Episodes of series, which are part of {@link SeriesOperations}. */
final class Episodes {
    private static final Columns<Episode> COLUMNS = Columns.numbered(Episode::id, Episode::title)
            .number("season", Episode::season)
            .number("episode", Episode::number);

    private final SeriesShelf shelf;
    private final IdSequence contentIds;
    private final Preparation preparation;
    private final TitleCheck check;
    private final Runnable changed;
    private final InstantSource clock;

    Episodes(
            SeriesShelf shelf,
            IdSequence contentIds,
            Preparation preparation,
            TitleCheck check,
            Runnable changed,
            InstantSource clock) {
        this.shelf = shelf;
        this.contentIds = contentIds;
        this.preparation = preparation;
        this.check = check;
        this.changed = changed;
        this.clock = clock;
    }

    EpisodeView add(Series series, SeriesOperations.AddEpisode add) {
        Source source = TitleFiles.source(add.source(), add.allowPrivate());
        Instant now = clock.instant();
        Episode draft = new Episode(
                1,
                series.id(),
                add.season(),
                add.number(),
                add.title() == null ? "" : add.title(),
                add.image() == null ? null : EpisodeSettings.image(add.image()),
                add.details().change(Details.NONE),
                source,
                now,
                add.encrypted());
        boolean isThere = shelf.episodes(series.id()).stream()
                .anyMatch(e -> e.season() == draft.season() && e.number() == draft.number());
        if (isThere) {
            throw OperationException.conflict(
                    "number",
                    "there is an episode " + draft.number() + " of season " + draft.season() + " in " + series.name()
                            + " already");
        }
        TitleFiles.lookInto(source, check);
        Episode episode = new Episode(
                contentIds.next(),
                draft.series(),
                draft.season(),
                draft.number(),
                draft.title(),
                draft.image(),
                draft.details(),
                source,
                now,
                draft.encrypted());
        shelf.saveEpisode(episode);
        shelf.change(series.id(), one -> one.modified(now));
        String warning = Boolean.TRUE.equals(add.later()) ? null : preparation.want(episode.id());
        changed.run();
        return view(episode, warning);
    }

    EpisodeView remove(Call call, int id) {
        Episode episode = find(id);
        EpisodeView view = view(episode, null);
        var _ = shelf.removeEpisode(id, call::expect).orElseThrow(() -> noSuchEpisode(id));
        preparation.forget(id);
        shelf.change(episode.series(), series -> series.modified(clock.instant()));
        changed.run();
        return view;
    }

    EpisodeView set(Call call, SeriesOperations.ChangeEpisode change) {
        Episode before = find(change.id());
        Episode after = shelf.changeEpisode(change.id(), episode -> {
                    call.expect(episode);
                    return change.settings().change(episode);
                })
                .orElseThrow(() -> noSuchEpisode(change.id()));
        String warning = change.settings().encrypted() == null
                ? null
                : preparation.encrypted(
                        change.id(), after.encrypted() != null, !Objects.equals(before.encrypted(), after.encrypted()));
        shelf.change(after.series(), series -> series.modified(clock.instant()));
        changed.run();
        return view(after, warning);
    }

    EpisodeView show(int id) {
        return view(find(id), null);
    }

    Page<EpisodeView> list(Series series, ListQuery query) {
        Page<Episode> page = COLUMNS.page(shelf.episodes(series.id()), query);
        Function<Episode, EpisodeView> view = views(series, page.items());
        return page.map(view);
    }

    List<EpisodeView> all(Series series) {
        List<Episode> all = shelf.episodes(series.id());
        return all.stream().map(views(series, all)).toList();
    }

    private Function<Episode, EpisodeView> views(Series series, List<Episode> shown) {
        IntFunction<Preparation.State> states =
                preparation.of(shown.stream().map(Episode::id).toList());
        return episode -> view(episode, series.name(), states.apply(episode.id()), null);
    }

    private Episode find(int id) {
        return shelf.episode(id).orElseThrow(() -> noSuchEpisode(id));
    }

    private static OperationException noSuchEpisode(int id) {
        return OperationException.missing("there is no episode " + id);
    }

    private EpisodeView view(Episode episode, @Nullable String warning) {
        return view(
                episode,
                shelf.find(episode.series()).map(Series::name).orElse(""),
                preparation.of(episode.id()),
                warning);
    }

    private static EpisodeView view(Episode episode, String series, Preparation.State state, @Nullable String warning) {
        return new EpisodeView(
                episode.id(),
                series,
                episode.season(),
                episode.number(),
                episode.title(),
                state.state(),
                state.percent(),
                state.seconds(),
                state.error(),
                episode.source().toString(),
                episode.encrypted() != null,
                warning,
                Etags.of(episode));
    }
}
