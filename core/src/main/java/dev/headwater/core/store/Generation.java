package dev.headwater.core.store;

import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Lets other processes know that something of a kind was written: each process counts in an item of its own, once a second
 * at the most however much it writes. So a number that was seen may stand for writes of one more second; for that it
 * counts on once more by itself after {@link #SETTLED}.
 */
public final class Generation {
    private static final Duration COUNTED = Duration.ofSeconds(1);
    /** Longer than {@link #COUNTED} by what a write may take. */
    static final Duration SETTLED = Duration.ofSeconds(2);
    /** Of a process that is gone; then others read once in vain. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final System.Logger LOG = System.getLogger(Generation.class.getName());

    private static final ItemCodec<Count> CODEC = ItemCodec.of(Count.class);

    private final TableStore store;
    private final ItemTable<Count> table;
    private final String partition;
    private final String self;
    private final InstantSource clock;
    private long count;
    private Instant countedAt = Instant.EPOCH;
    private long sum;
    private Instant sumSeenAt = Instant.EPOCH;

    record Count(String process, long count) {}

    /**
     * Of one kind of thing, as one process counts it.
     *
     * @param self no other process has the same
     */
    public Generation(TableStore store, String kind, String self, InstantSource clock) {
        this.store = store;
        this.table = new ItemTable<>(store, CODEC);
        this.partition = "GENERATION#" + kind;
        this.self = self;
        this.clock = clock;
    }

    /** Notes that this process has written. Never fails: who is not told sees it some minutes later. */
    public void wrote() {
        Instant now = clock.instant();
        long next;
        synchronized (this) {
            if (countedAt.plus(COUNTED).isAfter(now)) {
                return;
            }
            countedAt = now;
            next = ++count;
        }
        try {
            store.put(
                    new Key(partition, self), CODEC.encode(new Count(self, next), now.plus(KEPT)), Condition.always());
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "other processes are not told of a change: {0}", e.getMessage());
            synchronized (this) {
                countedAt = Instant.EPOCH;
            }
        }
    }

    /** Another number as soon as another process has written. Reads a few small items. */
    public long elsewhere() {
        long found = table.list(partition).stream()
                .filter(one -> !one.process().equals(self))
                .mapToLong(one -> one.count() + one.process().hashCode())
                .sum();
        Instant now = clock.instant();
        synchronized (this) {
            if (found != sum) {
                sum = found;
                sumSeenAt = now;
            }
            return 2 * found + (sumSeenAt.plus(SETTLED).isAfter(now) ? 0 : 1);
        }
    }
}
