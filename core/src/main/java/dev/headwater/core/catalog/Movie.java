package dev.headwater.core.catalog;

import dev.headwater.core.media.Source;

/**
 * A film.
 *
 * @param source the file it is packaged from
 */
public record Movie(int id, Listed listed, Details details, Source source) implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.MOVIE;
    }
}
