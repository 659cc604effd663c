package dev.headwater.api.admin.bulk;

import dev.headwater.api.admin.catalog.ChannelOperations;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change for many channels.
 *
 * @param ids of the channels, 10,000 at the most; instead of a filter
 * @param filter columns of the list and what they have to be, and {@code search}: part of a name; empty: all channels
 * @param set what to change of each
 * @param remove true: remove them, instead of changing them
 * @param expected how many you think they are; where they are not as many, nothing is done
 */
@Schema(example = "{\"filter\": {\"search\": \"(backup)\"}, \"set\": {\"run\": \"off\"}, \"expected\": 0}")
public record ChannelBulk(
        @Nullable List<Integer> ids,
        @Nullable Map<String, String> filter,
        ChannelOperations.@Nullable Changes set,
        @Nullable Boolean remove,
        int expected) {}
