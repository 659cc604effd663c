package dev.headwater.api.admin.bulk;

import dev.headwater.api.admin.line.LineSettings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change for many lines.
 *
 * @param names of the lines, 10,000 at the most; instead of a filter
 * @param filter columns of the list and what they have to be, and {@code search}: part of a name; empty: all lines
 * @param set what to change of each: no name and no password
 * @param remove true: remove them, instead of changing them
 * @param expected how many you think they are; where they are not as many, nothing is done
 */
@Schema(example = "{\"filter\": {\"state\": \"banned\"}, \"set\": {\"connections\": 2}, \"expected\": 0}")
public record LineBulk(
        @Nullable List<String> names,
        @Nullable Map<String, String> filter,
        @Nullable LineSettings set,
        @Nullable Boolean remove,
        int expected) {}
