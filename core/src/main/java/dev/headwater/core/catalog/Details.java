package dev.headwater.core.catalog;

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
        if (List.of(plot, cast, director, genre, country, age, trailer, imdbId).stream()
                .anyMatch(text -> text.length() > MAX_TEXT)) {
            throw new IllegalArgumentException("a text has up to " + MAX_TEXT + " characters");
        }
        if (backdrops.size() > MAX_BACKDROPS) {
            throw new IllegalArgumentException("there are up to " + MAX_BACKDROPS + " backdrops");
        }
        if (!(rating >= 0 && rating <= MAX_RATING)) {
            throw new IllegalArgumentException("a rating is 0 to 10");
        }
        if (tmdbId < 0 || durationSeconds < 0) {
            throw new IllegalArgumentException("ids and durations are not negative");
        }
    }
}
