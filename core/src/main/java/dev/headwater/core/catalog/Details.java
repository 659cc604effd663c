package dev.headwater.core.catalog;

import dev.headwater.core.InvalidValueException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a movie, a series or an episode.
 *
 * @param plot empty: unknown, as every text here
 * @param cast names, comma separated
 * @param genre comma separated
 * @param country where it was made
 * @param age for whom it is, as its classification spells it
 * @param trailer YouTube's id of a trailer
 * @param released null: unknown
 * @param rating 0 to 10; 0: unknown
 * @param backdrops absolute URLs of pictures to lay behind texts
 * @param tmdbId id at The Movie Database; 0: unknown
 * @param imdbId such as {@code tt0111161}
 * @param durationSeconds as told, before the file was looked at; 0: unknown
 */
public record Details(
        String plot,
        String cast,
        String director,
        String genre,
        String country,
        String age,
        String trailer,
        @Nullable LocalDate released,
        double rating,
        List<String> backdrops,
        int tmdbId,
        String imdbId,
        int durationSeconds) {
    public static final Details NONE = new Details("", "", "", "", "", "", "", null, 0, List.of(), 0, "", 0);

    private static final int MAX_TEXT = 10_000;
    private static final int MAX_BACKDROPS = 20;
    private static final double MAX_RATING = 10;

    public Details {
        backdrops = List.copyOf(backdrops);
        requireShort("plot", plot);
        requireShort("cast", cast);
        requireShort("director", director);
        requireShort("genre", genre);
        requireShort("country", country);
        requireShort("age", age);
        requireShort("trailer", trailer);
        requireShort("imdb", imdbId);
        if (backdrops.size() > MAX_BACKDROPS) {
            throw new InvalidValueException("backdrops", "there are up to " + MAX_BACKDROPS + " backdrops");
        }
        if (!(rating >= 0 && rating <= MAX_RATING)) {
            throw new InvalidValueException("rating", "a rating is 0 to 10");
        }
        if (tmdbId < 0) {
            throw new InvalidValueException("tmdb", "an id at The Movie Database is not negative");
        }
        if (durationSeconds < 0) {
            throw new IllegalArgumentException("durations are not negative");
        }
    }

    private static void requireShort(String field, String text) {
        if (text.length() > MAX_TEXT) {
            throw new InvalidValueException(field, "a text has up to " + MAX_TEXT + " characters");
        }
    }
}
