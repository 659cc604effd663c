package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.OperationException;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.hls.ReservedChannels;
import dev.headwater.core.media.LocalPort;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sees to it that no two sources wait for their senders on one port of one machine: the second would never get it. Two that
 * are said at the very same moment are found out when they are made.
 */
final class ChannelPorts {
    private final Supplier<Collection<ChannelRow>> rows;
    private final ReservedChannels reserved;

    /** @param rows every channel, as lists know it */
    ChannelPorts(Supplier<Collection<ChannelRow>> rows, ReservedChannels reserved) {
        this.rows = rows;
        this.reserved = reserved;
    }

    /** In order of priority. */
    static List<LocalPort> of(Channel channel) {
        return channel.sources().stream()
                .map(LocalPort::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether it is to listen where it did not: one that does as before may be renamed, whatever stands in its way. */
    static boolean isNews(Channel before, Channel after) {
        return !of(before).equals(of(after)) || (after.enabled() && !before.enabled());
    }

    /**
     * Looks at what a channel is to be.
     *
     * @param field that makes it so
     * @throws OperationException where one of its sources listens where another does, or another channel that the same worker
     *     may make
     */
    void check(Channel channel, String field) {
        List<LocalPort> ports = of(channel);
        for (int i = 0; i < ports.size(); i++) {
            if (ports.subList(0, i).stream().anyMatch(ports.get(i)::excludes)) {
                throw OperationException.invalid(
                        field,
                        "two of the sources listen on " + ports.get(i)
                                + ", which one of them alone can have: give the other a port of its own");
            }
        }
        if (channel.enabled() && !ports.isEmpty()) {
            refuseTaken(channel.id(), ports, field);
        }
    }

    private void refuseTaken(int id, List<LocalPort> ports, String field) {
        List<ChannelRow> inTheWay = rows.get().stream()
                .filter(row -> row.id() != id && taken(row, ports).isPresent())
                .toList();
        if (inTheWay.isEmpty()) {
            return;
        }
        Map<Integer, String> workers = reserved.workers();
        for (ChannelRow row : inTheWay) {
            if (Objects.equals(workers.get(row.id()), workers.get(id))) {
                throw OperationException.conflict(
                        field,
                        "the channel '" + row.name() + "' (" + row.id() + ") listens on "
                                + taken(row, ports).orElseThrow() + ", which one channel alone can have: name another"
                                + " port, or switch one of the two off");
            }
        }
    }

    private static Optional<LocalPort> taken(ChannelRow row, List<LocalPort> ports) {
        return row.ports().stream()
                .filter(port -> ports.stream().anyMatch(port::excludes))
                .findFirst();
    }
}
