package dev.headwater.api.admin.bulk;

import dev.headwater.api.admin.catalog.TitleSettings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change for many movies, or many series.
 *
 * @param ids 10,000 at the most; instead of a filter
 * @param filter columns of the list and what they have to be, and {@code search}: part of a name; empty: all of them
 * @param set what to change of each
 * @param remove true: remove them, instead of changing them
 * @param expected how many you think they are; where they are not as many, nothing is done
 */
@Schema(example = "{\"filter\": {\"search\": \"(1927)\"}, \"set\": {\"category\": \"Silent\"}, \"expected\": 0}")
public record TitleBulk(
        @Nullable List<Integer> ids,
        @Nullable Map<String, String> filter,
        @Nullable TitleSettings set,
        @Nullable Boolean remove,
        int expected) {}
