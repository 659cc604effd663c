package dev.headwater.core.hls;

import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The workers there are: one item each, in one partition, since every worker asks for all of them. */
public final class Heartbeats {
    public static final ItemCodec<Heartbeat> CODEC = ItemCodec.of(Heartbeat.class);

    private static final String PARTITION = "WORKERS";
    /** For a store that cleans up: nobody reads it any more. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final TableStore store;
    private final ItemTable<Heartbeat> table;
    private final InstantSource clock;

    public Heartbeats(TableStore sessions, InstantSource clock) {
        this.store = sessions;
        this.table = new ItemTable<>(sessions, CODEC);
        this.clock = clock;
    }

    public void beat(Heartbeat beat) {
        store.put(key(beat.worker()), CODEC.encode(beat, beat.until().plus(KEPT)), Condition.always());
    }

    /** Those that were heard of lately, by their ids. */
    public List<Heartbeat> live() {
        return liveWithin(Duration.ZERO);
    }

    /** Those too that were live so long ago, with what they made then, unless they said that they end. */
    public List<Heartbeat> liveWithin(Duration past) {
        Instant since = clock.instant().minus(past);
        return table.list(PARTITION).stream()
                .filter(beat -> beat.until().isAfter(since))
                .toList();
    }

    /** The worker ends, and says so. */
    public void end(String worker) {
        table.delete(key(worker));
    }

    private static Key key(String worker) {
        return new Key(PARTITION, worker);
    }
}
