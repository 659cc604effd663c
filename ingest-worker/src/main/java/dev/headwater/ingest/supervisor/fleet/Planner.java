package dev.headwater.ingest.supervisor.fleet;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Ladders;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.store.StoreException;
import dev.headwater.ingest.supervisor.channel.ChannelPlan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans channels with the ladders they name. For one thread. */
final class Planner {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    private final Ladders ladders;
    private final Map<String, Ladder> known = new HashMap<>();
    private final Set<String> missing = new HashSet<>();
    private boolean read;
    private boolean lately;

    Planner(Ladders ladders) {
        this.ladders = ladders;
    }

    /** From here on ladders may have changed: they are read again, once, as soon as a channel needs them. */
    void lookAgain() {
        lately = false;
    }

    ChannelPlan plan(Channel channel) {
        String name = channel.ladder();
        return ChannelPlan.of(channel, name == null ? null : ladder(name));
    }

    private Ladder ladder(String name) {
        return Ladder.preset(name).orElseGet(() -> {
            readOn();
            Ladder ladder = known.get(name);
            if (ladder == null && missing.add(name)) {
                LOG.warn("there is no ladder '{}': its channels are encoded to '{}'", name, Ladder.SMALL.name());
            }
            return ladder == null ? Ladder.SMALL : ladder;
        });
    }

    /** One that is gone, or can not be read any more, is no reason to take its channels off air: it stays as it was. */
    private void readOn() {
        if (lately) {
            return;
        }
        try {
            for (Ladder ladder : ladders.own()) {
                known.put(ladder.name(), ladder);
                missing.remove(ladder.name());
            }
            read = true;
        } catch (StoreException e) {
            if (!read) {
                throw e;
            }
        }
        lately = true;
    }
}
