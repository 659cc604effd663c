package dev.headwater.core.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a range.
 *
 * @param next opaque: where the next page goes on; null when this was the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }
}
