package dev.headwater.core.hls;

import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Channels that only one worker can make, since their source is where it stands: a capture card, a tuner, an address of its
 * own network. As long as it says so, others leave them alone.
 */
public final class ReservedChannels {
    /** So long after a worker last said so; then others try. */
    public static final Duration LENGTH = Duration.ofSeconds(30);

    private static final String PARTITION = "RESERVED";
    /** For a store that cleans up: nobody reads it any more. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final ItemCodec<Reserved> CODEC = ItemCodec.of(Reserved.class);

    private final TableStore store;
    private final ItemTable<Reserved> table;
    private final InstantSource clock;

    public ReservedChannels(TableStore sessions, InstantSource clock) {
        this.store = sessions;
        this.table = new ItemTable<>(sessions, CODEC);
        this.clock = clock;
    }

    record Reserved(int channel, String worker, Instant until) {}

    /** Says that {@code worker} makes these. The last who says so of a channel has it: an operator told both. */
    public void reserve(Set<Integer> channels, String worker) {
        Instant now = clock.instant();
        for (int channel : channels) {
            // One by one: a batch waits patiently where the table is throttled, and who reserves has leases to renew.
            store.put(
                    key(channel),
                    CODEC.encode(new Reserved(channel, worker, now.plus(LENGTH)), now.plus(KEPT)),
                    Condition.always());
        }
    }

    /** What others have reserved at this moment. */
    public Set<Integer> notFor(String worker) {
        Map<Integer, String> others = workers();
        others.values().removeIf(worker::equals);
        return others.keySet();
    }

    /** Which worker has reserved each channel that one has at this moment. */
    public Map<Integer, String> workers() {
        Instant now = clock.instant();
        return table.list(PARTITION).stream()
                .filter(one -> one.until().isAfter(now))
                .collect(Collectors.toMap(Reserved::channel, Reserved::worker, (_, last) -> last, HashMap::new));
    }

    private static Key key(int channel) {
        return Key.numbered(PARTITION, channel);
    }
}
