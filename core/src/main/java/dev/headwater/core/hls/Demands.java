package dev.headwater.core.hls;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which channels somebody watches who would not be made otherwise: one item each, in one partition, since workers ask for all. */
public final class Demands {
    /** So long after somebody asked last a channel is still made. */
    public static final Duration LAPSE = Duration.ofSeconds(60);

    private static final Duration REFRESH = Duration.ofSeconds(10);
    private static final int REMEMBERED = 50_000;
    private static final String PARTITION = "DEMANDS";

    private final ItemTable<Demand> table;
    private final InstantSource clock;
    private final Cache<Integer, Boolean> written;
    private volatile Runnable signal = () -> {};

    public Demands(TableStore sessions, InstantSource clock) {
        this.table = new ItemTable<>(sessions, ItemCodec.of(Demand.class));
        this.clock = clock;
        this.written = Caches.expiring(clock, REFRESH, REMEMBERED);
    }

    record Demand(int channel, Instant until) {}

    /** Has this run whenever a channel is demanded that was not a moment ago: a worker of this process need not wait. */
    public void listen(Runnable whenNew) {
        signal = whenNew;
    }

    /** Somebody watches the channel, or wants to. Cheap: writes at most every ten seconds. */
    public void want(int channel) {
        if (written.asMap().putIfAbsent(channel, true) != null) {
            return;
        }
        try {
            Instant now = clock.instant();
            Optional<Demand> before = table.find(key(channel));
            table.put(key(channel), new Demand(channel, now.plus(LAPSE)));
            if (before.filter(demand -> demand.until().isAfter(now)).isEmpty()) {
                signal.run();
            }
        } catch (RuntimeException e) {
            written.invalidate(channel);
            throw e;
        }
    }

    /** The channels demanded now. Forgets those that were once. */
    public Set<Integer> fresh() {
        Instant now = clock.instant();
        Set<Integer> channels = new HashSet<>();
        for (Demand demand : table.list(PARTITION)) {
            if (demand.until().isAfter(now)) {
                channels.add(demand.channel());
            } else {
                table.findVersioned(key(demand.channel()))
                        .filter(read -> !read.value().until().isAfter(now))
                        .ifPresent(read -> table.delete(key(demand.channel()), read));
            }
        }
        return channels;
    }

    private static Key key(int channel) {
        return new Key(PARTITION, String.format(Locale.ROOT, "%010d", channel));
    }
}
