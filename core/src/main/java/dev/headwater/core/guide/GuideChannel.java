package dev.headwater.core.guide;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one source knows of one guide id.
 *
 * @param names as the source shows it to people
 * @param icon absolute URL; null: none
 * @param days hash of each day's programmes, by {@code yyyy-MM-dd}
 */
public record GuideChannel(
        String guideId, List<String> names, @Nullable String icon, SortedMap<String, String> days) {
    public GuideChannel {
        names = List.copyOf(names);
        days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }
}
