package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.OperationException;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of a movie, a series or an episode; null: nothing, or as it was; an empty text: nothing any more.
 *
 * @param released a date, or a year alone
 * @param tmdb id at The Movie Database; 0: none
 * @param backdrops URLs of pictures
 */
public record DetailSettings(
        @Nullable String plot,
        @Nullable String cast,
        @Nullable String director,
        @Nullable String genre,
        @Nullable String age,
        @Nullable String trailer,
        @Nullable String released,
        @Nullable Double rating,
        @Nullable List<String> backdrops,
        @Nullable Integer tmdb,
        @Nullable String imdb) {
    /** Nothing. */
    public static final DetailSettings NONE =
            new DetailSettings(null, null, null, null, null, null, null, null, null, null, null);

    public static DetailSettings plot(@Nullable String plot) {
        return new DetailSettings(plot, null, null, null, null, null, null, null, null, null, null);
    }

    Details change(Details was) {
        return new Details(
                or(plot, was.plot()),
                or(cast, was.cast()),
                or(director, was.director()),
                or(genre, was.genre()),
                was.country(),
                or(age, was.age()),
                or(trailer, was.trailer()),
                released == null ? was.released() : date(released),
                rating == null ? was.rating() : rating,
                backdrops == null ? was.backdrops() : urls(backdrops),
                tmdb == null ? was.tmdbId() : tmdb,
                or(imdb, was.imdbId()),
                was.durationSeconds());
    }

    private static List<String> urls(List<String> pictures) {
        if (pictures.stream().anyMatch(url -> url.length() > Listed.MAX_URL)) {
            throw OperationException.invalid(
                    "backdrops", "a picture's URL has up to " + Listed.MAX_URL + " characters");
        }
        return pictures;
    }

    private static String or(@Nullable String said, String was) {
        return said == null ? was : said;
    }

    private static @Nullable LocalDate date(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text.matches("\\d{4}") ? text + "-01-01" : text);
        } catch (DateTimeParseException e) {
            throw OperationException.invalid(
                    "released", "a film was released in a year such as 1927, or on a date such as 1927-01-10");
        }
    }
}
