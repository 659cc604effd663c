package dev.headwater.core.catalog;

import dev.headwater.core.media.Source;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A film.
 *
 * @param source the file it is packaged from
 * @param encrypted whether its segments are encrypted (HLS AES-128), and there is no progressive file; null: no
 */
public record Movie(
        int id,
        Listed listed,
        Details details,
        Source source,
        @Nullable Boolean encrypted) implements Content {
    public Movie {
        Objects.requireNonNull(listed, "listed");
        Objects.requireNonNull(details, "details");
        Objects.requireNonNull(source, "source");
        encrypted = Boolean.TRUE.equals(encrypted) ? Boolean.TRUE : null;
    }

    /** A film in the clear. */
    public Movie(int id, Listed listed, Details details, Source source) {
        this(id, listed, details, source, null);
    }

    /** The same film, packaged from elsewhere. */
    Movie from(Source other) {
        return other.equals(source) ? this : new Movie(id, listed, details, other, encrypted);
    }

    @Override
    public ContentKind kind() {
        return ContentKind.MOVIE;
    }

    /** What apps ask for it by: {@code mp4}, or {@code m3u8} where there is no such file. */
    public String extension() {
        return encrypted == null ? Episode.FILE : Episode.PLAYLIST;
    }
}
