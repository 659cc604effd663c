package dev.headwater.api.imports;

import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Rights;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.importing.Imported;
import dev.headwater.core.importing.ImportedChannel;
import dev.headwater.core.importing.ImportedEpisode;
import dev.headwater.core.importing.ImportedListing;
import dev.headwater.core.importing.ImportedMovie;
import dev.headwater.core.importing.ImportedSeries;
import dev.headwater.core.media.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes imported things what the catalogue holds. Of one that is there already it keeps what an operator gave it and no
 * source knows: rights, other sources, a ladder, when it runs, whether its server may be private, when it was added.
 */
final class Shelving {
    private static final int MOVED_AT_ONCE = 32;

    private final Catalog catalog;
    private final Instant now;

    Shelving(Catalog catalog, Instant now) {
        this.catalog = catalog;
        this.now = now;
    }

    /**
     * A thing and where it goes.
     *
     * @param category id of its category; of an episode: of its series
     * @param isNew whether nothing of it is stored yet
     * @param movedOnly whether nothing but its place in the list is another
     */
    record Placed(Imported one, int id, int category, boolean isNew, boolean movedOnly) {}

    /** Writes up to 500 things. */
    void write(List<Placed> batch) {
        List<Channel> channels = new ArrayList<>();
        List<Movie> movies = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        List<Episode> episodes = new ArrayList<>();
        Together.forEach(batch.stream().filter(Placed::movedOnly).toList(), MOVED_AT_ONCE, this::move);
        for (Placed placed : batch) {
            if (placed.movedOnly()) {
                continue;
            }
            switch (placed.one()) {
                case ImportedChannel channel -> channels.add(channel(channel, placed));
                case ImportedMovie movie -> movies.add(movie(movie, placed));
                case ImportedSeries one -> series.add(series(one, placed));
                case ImportedEpisode episode -> episodes.add(episode(episode, placed));
            }
        }
        if (!channels.isEmpty()) {
            catalog.channels().saveAll(channels);
        }
        if (!movies.isEmpty()) {
            catalog.movies().saveAll(movies);
        }
        if (!series.isEmpty()) {
            catalog.series().saveAll(series);
        }
        if (!episodes.isEmpty()) {
            catalog.series().saveEpisodes(episodes);
        }
    }

    /** Of one that somebody changed all else stays; one that somebody removed stays away. */
    private void move(Placed placed) {
        if (placed.one() instanceof ImportedChannel one) {
            catalog.channels()
                    .change(
                            placed.id(),
                            c -> new Channel(
                                    c.id(),
                                    c.listed(),
                                    one.position(),
                                    c.sources(),
                                    c.ladder(),
                                    c.guideId(),
                                    c.archiveDays(),
                                    c.radio(),
                                    c.run(),
                                    c.ingest()));
        }
    }

    /** What an operator allowed holds for the server it was allowed for, and for no other that a source names later. */
    private static Source source(Source now, Optional<Channel> before) {
        boolean allowed = before.stream()
                .flatMap(channel -> channel.sources().stream())
                .anyMatch(known -> known.allowsPrivate()
                        && known.httpHost().isPresent()
                        && known.httpHost().equals(now.httpHost()));
        return new Source(now.url(), allowed, true);
    }

    /** The import's source in the place of the one it brought before; what was added by hand stays around it. */
    private static List<Source> sources(Source brought, Optional<Channel> before) {
        List<Source> stored = before.map(Channel::sources).orElse(List.of());
        Source mine = source(brought, before);
        Source replaced = replaced(stored, mine);
        List<Source> all = new ArrayList<>();
        for (Source known : stored) {
            if (known.equals(replaced)) {
                all.add(mine);
            } else if (!known.fromImport() && !known.url().equals(mine.url())) {
                all.add(known);
            }
        }
        if (!all.contains(mine)) {
            all.addFirst(mine);
        }
        return all;
    }

    /** Null: it is not there any more. Before sources were told apart, the import's was the first of its server. */
    private static @Nullable Source replaced(List<Source> stored, Source mine) {
        return stored.stream()
                .filter(Source::fromImport)
                .findFirst()
                .or(() -> stored.stream()
                        .filter(known -> known.url().equals(mine.url())
                                || (mine.httpHost().isPresent()
                                        && mine.httpHost().equals(known.httpHost())))
                        .findFirst())
                .orElse(null);
    }

    private Channel channel(ImportedChannel one, Placed placed) {
        Optional<Channel> before =
                placed.isNew() ? Optional.empty() : catalog.channels().find(placed.id());
        return new Channel(
                placed.id(),
                listed(one.listing(), placed, before.map(Channel::listed)),
                one.position(),
                sources(one.source(), before),
                before.map(Channel::ladder).orElse(null),
                one.guideId() == null ? before.map(Channel::guideId).orElse(null) : one.guideId(),
                one.archiveDays() == 0 ? before.map(Channel::archiveDays).orElse(0) : one.archiveDays(),
                one.radio(),
                before.map(Channel::run).orElse(Channel.Run.ON_DEMAND),
                before.map(Channel::ingest).orElse(null));
    }

    private Movie movie(ImportedMovie one, Placed placed) {
        Optional<Movie> before =
                placed.isNew() ? Optional.empty() : catalog.movies().find(placed.id());
        return new Movie(
                placed.id(),
                listed(one.listing(), placed, before.map(Movie::listed)),
                one.details(),
                one.source(),
                before.map(Movie::encrypted).orElse(null));
    }

    private Series series(ImportedSeries one, Placed placed) {
        Optional<Series> before =
                placed.isNew() ? Optional.empty() : catalog.series().find(placed.id());
        return new Series(
                placed.id(),
                listed(one.listing(), placed, before.map(Series::listed)),
                one.details(),
                one.seasons(),
                now);
    }

    private Episode episode(ImportedEpisode one, Placed placed) {
        Optional<Episode> before =
                placed.isNew() ? Optional.empty() : catalog.series().episode(placed.id());
        return new Episode(
                placed.id(),
                placed.category(),
                one.season(),
                one.number(),
                one.name(),
                one.image(),
                one.details(),
                one.source(),
                before.map(Episode::addedAt).orElse(now),
                before.map(Episode::encrypted).orElse(null));
    }

    private Listed listed(ImportedListing one, Placed placed, Optional<Listed> before) {
        return new Listed(
                one.name(),
                placed.category(),
                one.image(),
                one.adult() || before.map(Listed::adult).orElse(false),
                before.map(Listed::rights).orElse(Rights.ALWAYS),
                before.map(Listed::addedAt).orElse(now));
    }
}
