package dev.headwater.api.admin.catalog;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.media.LocalPort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lists of channels are ordered by.
 *
 * @param run as commands spell it
 * @param begins until when it counts as beginning though nothing is known of it, in epoch milliseconds; 0: it does not
 * @param ladder null: it is not encoded to one
 * @param ports what its sources listen on while it is made; none where it is switched off
 */
record ChannelRow(
        int id,
        String name,
        int position,
        int category,
        String run,
        long begins,
        @Nullable String ladder,
        List<LocalPort> ports) {
    static ChannelRow of(Channel channel) {
        return new ChannelRow(
                channel.id(),
                channel.name(),
                channel.position(),
                channel.category(),
                ChannelSettings.label(channel.run()).intern(),
                ChannelStates.begins(channel),
                channel.ladder() == null ? null : channel.ladder().intern(),
                channel.enabled() ? ChannelPorts.of(channel) : List.of());
    }
}
