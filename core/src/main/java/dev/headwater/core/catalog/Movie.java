package dev.headwater.core.catalog;

import dev.headwater.core.media.Source;
import java.util.Objects;

/**
 * A film.
 *
 * @param source the file it is packaged from
 */
public record Movie(int id, Listed listed, Details details, Source source) implements Content {
    public Movie {
        Objects.requireNonNull(listed, "listed");
        Objects.requireNonNull(details, "details");
        Objects.requireNonNull(source, "source");
    }

    @Override
    public ContentKind kind() {
        return ContentKind.MOVIE;
    }
}
