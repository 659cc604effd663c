package dev.headwater.core.catalog;

import dev.headwater.core.InvalidValueException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What lists show of a channel, a movie or a series, and to whom.
 *
 * @param name not blank
 * @param category id of the category it stands in
 * @param image absolute URL of a logo or cover; null: none
 * @param adult whether apps may hide it behind their parental lock, and lines leave it out
 * @param rights when and where it may be shown
 */
public record Listed(String name, int category, @Nullable String image, boolean adult, Rights rights, Instant addedAt) {
    public static final int MAX_NAME = 200;
    public static final int MAX_URL = 2_000;

    public Listed {
        Objects.requireNonNull(rights, "rights");
        Objects.requireNonNull(addedAt, "addedAt");
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException(
                    "name", "a name has 1 to " + MAX_NAME + " characters and no control characters");
        }
        if (image != null && image.length() > MAX_URL) {
            throw new InvalidValueException("image", "an image's URL has up to " + MAX_URL + " characters");
        }
    }

    /** Shown to everybody, always, without an image. */
    public static Listed plain(String name, int category, Instant addedAt) {
        return new Listed(name, category, null, false, Rights.ALWAYS, addedAt);
    }

    public Listed in(int newCategory) {
        return new Listed(name, newCategory, image, adult, rights, addedAt);
    }
}
