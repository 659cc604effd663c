package dev.headwater.ingest.supervisor.fleet;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.store.UnreadableItemException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The channels that are to be made at this moment, and are this worker's share. */
final class WantedChannels {
    /** Thousands may be on demand, and a look comes every second: read anew when told, or after ten looks. */
    private static final int LOOKS_BETWEEN_READS = 10;

    private final Channels channels;
    private final Withheld withheld;
    private final Demands demands;
    private final Share share;
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private Map<Integer, Channel> always = Map.of();
    private int looks;

    WantedChannels(Channels channels, Withheld withheld, Demands demands, Share share) {
        this.channels = channels;
        this.withheld = withheld;
        this.demands = demands;
        this.share = share;
    }

    /** Has the channels read anew at the next look. */
    void haveChanged() {
        changed.set(true);
    }

    /** Those that are made in any case. Whether they are ours is looked at every time: what was read may be older. */
    Map<Integer, Channel> always() {
        if (changed.getAndSet(false) || ++looks >= LOOKS_BETWEEN_READS) {
            looks = LOOKS_BETWEEN_READS; // until it is read
            Map<Integer, Channel> found = new HashMap<>();
            channels.forEach(channel -> {
                if (channel.run() == Channel.Run.ALWAYS) {
                    found.put(channel.id(), channel);
                }
            });
            always = found;
            looks = 0;
        }
        Map<Integer, Channel> ours = new HashMap<>(always);
        ours.values().removeIf(channel -> !share.holds(channel.id()) || withheld.holds(channel));
        return ours;
    }

    /** Those that somebody asks for, the longest asked for first. */
    Map<Integer, Channel> demanded() {
        Map<Integer, Channel> demanded = new LinkedHashMap<>();
        for (int id : demands.fresh()) {
            readable(id)
                    .filter(channel ->
                            channel.run() == Channel.Run.ON_DEMAND && share.holds(id) && !withheld.holds(channel))
                    .ifPresent(channel -> demanded.put(id, channel));
        }
        return demanded;
    }

    /** Whether it is made in any case, as it stands there now. */
    boolean isAlways(Channel channel) {
        return channel.run() == Channel.Run.ALWAYS && share.holds(channel.id()) && !withheld.holds(channel);
    }

    /** Those of the channels that are made in any case which somebody watches. */
    Set<Integer> watched() {
        return demands.watched().fresh();
    }

    boolean exists(int id) {
        return channels.exists(id);
    }

    /** Empty also where it stands there, and can not be read. */
    Optional<Channel> readable(int id) {
        try {
            return channels.find(id);
        } catch (UnreadableItemException e) {
            return Optional.empty();
        }
    }
}
