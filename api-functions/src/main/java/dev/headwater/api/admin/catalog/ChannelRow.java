package dev.headwater.api.admin.catalog;

import dev.headwater.core.catalog.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What lists of channels are ordered by.
 *
 * @param run as commands spell it
 * @param begins until when it counts as beginning though nothing is known of it, in epoch milliseconds; 0: it does not
 * @param ladder null: it is not encoded to one
 */
record ChannelRow(
        int id,
        String name,
        int position,
        int category,
        String run,
        long begins,
        @Nullable String ladder) {
    static ChannelRow of(Channel channel) {
        return new ChannelRow(
                channel.id(),
                channel.name(),
                channel.position(),
                channel.category(),
                ChannelSettings.label(channel.run()).intern(),
                ChannelStates.begins(channel),
                channel.ladder() == null ? null : channel.ladder().intern());
    }
}
