package dev.headwater.api.xtream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headwater.api.listing.Wire;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Movie;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to {@code get_vod_info}: what is told of a movie, and its row. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record MovieInfo(Facts info, MovieData movieData) {
    /** For a movie there is none of: apps look for exactly this, an empty list where else an object is. */
    static final String UNKNOWN = "{\"info\":[]}";

    /**
     * Several names for one thing are no mistake: panels differ, and apps read either.
     *
     * @param bitrate kbit/s
     * @param episodeRunTime minutes
     * @param video left out where unknown: apps trip over anything but an object
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Facts(
            int tmdbId,
            String imdbId,
            String name,
            String oName,
            String coverBig,
            String movieImage,
            String releasedate,
            String releaseDate,
            String youtubeTrailer,
            String director,
            String actors,
            String cast,
            String description,
            String plot,
            String age,
            String mpaaRating,
            int ratingCountKinopoisk,
            String kinopoiskUrl,
            String country,
            String genre,
            List<String> backdropPath,
            int durationSecs,
            String duration,
            long bitrate,
            double rating,
            int episodeRunTime,
            String runtime,
            String status,
            List<String> subtitles,
            @JsonInclude(JsonInclude.Include.NON_NULL) MediaFacts.@Nullable Video video,
            @JsonInclude(JsonInclude.Include.NON_NULL) MediaFacts.@Nullable Audio audio) {}

    /** The movie's row. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record MovieData(
            int streamId,
            String name,
            String title,
            String year,
            String added,
            String categoryId,
            List<Integer> categoryIds,
            String containerExtension,
            String customSid,
            String directSource) {}

    /** @param category its id, as lists show it */
    static MovieInfo of(Movie movie, int category, MediaFacts facts) {
        return new MovieInfo(info(movie, movie.details(), facts), data(movie, category));
    }

    private static Facts info(Movie movie, Details d, MediaFacts facts) {
        String cover = Wire.text(movie.listed().image());
        String released = Wire.date(d.released());
        int minutes = Wire.minutes(facts.seconds());
        return new Facts(
                d.tmdbId(),
                d.imdbId(),
                movie.name(),
                movie.name(),
                cover,
                cover,
                released,
                released,
                d.trailer(),
                d.director(),
                d.cast(),
                d.cast(),
                d.plot(),
                d.plot(),
                d.age(),
                d.age(),
                0,
                "",
                d.country(),
                d.genre(),
                d.backdrops(),
                facts.seconds(),
                Wire.duration(facts.seconds()),
                facts.kbps(),
                d.rating(),
                minutes,
                Integer.toString(minutes),
                "Released",
                List.of(),
                facts.video(),
                facts.audio());
    }

    private static MovieData data(Movie movie, int category) {
        return new MovieData(
                movie.id(),
                movie.name(),
                movie.name(),
                Wire.year(movie.details().released()),
                Wire.epoch(movie.listed().addedAt()),
                Integer.toString(category),
                List.of(category),
                movie.extension(),
                "",
                "");
    }
}
