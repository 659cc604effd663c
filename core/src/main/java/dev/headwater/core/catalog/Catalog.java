package dev.headwater.core.catalog;

import java.util.Optional;

/** All content by the ids that URLs name. */
public final class Catalog {
    private final Channels channels;
    private final Movies movies;
    private final SeriesShelf series;

    public Catalog(Channels channels, Movies movies, SeriesShelf series) {
        this.channels = channels;
        this.movies = movies;
        this.series = series;
    }

    /** What a stream id plays; empty: nothing has it. Reads the store, up to four times. */
    public Optional<Playable> playable(int id) {
        return channels.find(id)
                .<Content>map(channel -> channel)
                .or(() -> movies.find(id))
                .or(() -> series.episode(id).flatMap(episode -> series.find(episode.series())))
                .map(content -> new Playable(id, content));
    }

    public Channels channels() {
        return channels;
    }

    public Movies movies() {
        return movies;
    }

    public SeriesShelf series() {
        return series;
    }
}
