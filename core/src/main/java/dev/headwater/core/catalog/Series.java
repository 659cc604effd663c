package dev.headwater.core.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A series; its episodes are items of their own.
 *
 * @param seasons what is told of them; an episode may be of a season nothing is told of
 * @param modifiedAt when it, or one of its episodes, changed last
 */
public record Series(int id, Listed listed, Details details, List<Season> seasons, Instant modifiedAt)
        implements Content {
    public Series {
        Objects.requireNonNull(listed, "listed");
        Objects.requireNonNull(details, "details");
        Objects.requireNonNull(modifiedAt, "modifiedAt");
        seasons = List.copyOf(seasons);
    }

    @Override
    public ContentKind kind() {
        return ContentKind.SERIES;
    }

    /** The same, changed at a moment. */
    public Series modified(Instant at) {
        return new Series(id, listed, details, seasons, at);
    }
}
