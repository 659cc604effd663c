package dev.headwater.core.catalog;

import dev.headwater.core.InvalidValueException;
import dev.headwater.core.media.Source;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An episode. Who may see its series may see it.
 *
 * @param id as clients see it, of the sequence of channels and movies
 * @param series id of its series
 * @param season 0: specials
 * @param number within its season
 * @param image absolute URL; null: none
 * @param source the file it is packaged from
 * @param encrypted as of a {@link Movie}
 */
public record Episode(
        int id,
        int series,
        int season,
        int number,
        String title,
        @Nullable String image,
        Details details,
        Source source,
        Instant addedAt,
        @Nullable Boolean encrypted) {
    static final String FILE = "mp4";
    static final String PLAYLIST = "m3u8";

    private static final int MAX_NUMBER = 99_999;

    public Episode {
        encrypted = Boolean.TRUE.equals(encrypted) ? Boolean.TRUE : null;
        Objects.requireNonNull(details, "details");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(addedAt, "addedAt");
        requireNumber("season", season);
        requireNumber("number", number);
        if (title.length() > Listed.MAX_NAME || title.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException(
                    "title", "a title has up to " + Listed.MAX_NAME + " characters and no control characters");
        }
    }

    private static void requireNumber(String field, int number) {
        if (number < 0 || number > MAX_NUMBER) {
            throw new InvalidValueException(field, "seasons and episodes are numbered 0 to " + MAX_NUMBER);
        }
    }

    /** An episode in the clear. */
    public Episode(
            int id,
            int series,
            int season,
            int number,
            String title,
            @Nullable String image,
            Details details,
            Source source,
            Instant addedAt) {
        this(id, series, season, number, title, image, details, source, addedAt, null);
    }

    /** As of a {@link Movie}. */
    Episode from(Source other) {
        return other.equals(source)
                ? this
                : new Episode(id, series, season, number, title, image, details, other, addedAt, encrypted);
    }

    /** As of a {@link Movie}. */
    public String extension() {
        return encrypted == null ? FILE : PLAYLIST;
    }
}
