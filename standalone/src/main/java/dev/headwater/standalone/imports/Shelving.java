package dev.headwater.standalone.imports;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes imported things what the catalogue holds. Of one that is there already it keeps what an operator gave it and no
 * source knows: rights, a ladder, when it runs, when it was added.
 */
final class Shelving {
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
     */
    record Placed(Imported one, int id, int category, boolean isNew) {}

    /** Writes up to 500 things. */
    void write(List<Placed> batch) {
        List<Channel> channels = new ArrayList<>();
        List<Movie> movies = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        List<Episode> episodes = new ArrayList<>();
        for (Placed placed : batch) {
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

    private Channel channel(ImportedChannel one, Placed placed) {
        Optional<Channel> before =
                placed.isNew() ? Optional.empty() : catalog.channels().find(placed.id());
        return new Channel(
                placed.id(),
                listed(one.listing(), placed, before.map(Channel::listed)),
                one.position(),
                List.of(one.source()),
                before.map(Channel::ladder).orElse(null),
                one.guideId() == null ? before.map(Channel::guideId).orElse(null) : one.guideId(),
                one.archiveDays() == 0 ? before.map(Channel::archiveDays).orElse(0) : one.archiveDays(),
                one.radio(),
                before.map(Channel::run).orElse(Channel.Run.ON_DEMAND));
    }

    private Movie movie(ImportedMovie one, Placed placed) {
        Optional<Movie> before =
                placed.isNew() ? Optional.empty() : catalog.movies().find(placed.id());
        return new Movie(
                placed.id(), listed(one.listing(), placed, before.map(Movie::listed)), one.details(), one.source());
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
                before.map(Episode::addedAt).orElse(now));
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
