package dev.headwater.core.store;

import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

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
    private final AtomicReference<Counted> own = new AtomicReference<>(new Counted(0, Instant.EPOCH));
    private final AtomicReference<Seen> seen = new AtomicReference<>(new Seen(0, Instant.EPOCH));

    record Count(String process, long count) {}

    private record Counted(long count, Instant at) {}

    private record Seen(long sum, Instant at) {}

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
        Counted before = own.get();
        Counted after = new Counted(before.count() + 1, now);
        if (before.at().plus(COUNTED).isAfter(now) || !own.compareAndSet(before, after)) {
            return;
        }
        try {
            store.put(
                    new Key(partition, self),
                    CODEC.encode(new Count(self, after.count()), now.plus(KEPT)),
                    Condition.always());
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "other processes are not told of a change: {0}", e.getMessage());
            own.compareAndSet(after, before);
        }
    }

    /** Another number as soon as another process has written. Reads a few small items. */
    public long elsewhere() {
        long sum = table.list(partition).stream()
                .filter(count -> !count.process().equals(self))
                .mapToLong(count -> count.count() + count.process().hashCode())
                .sum();
        Instant now = clock.instant();
        Seen last = seen.updateAndGet(was -> was.sum() == sum ? was : new Seen(sum, now));
        return 2 * sum + (last.at().plus(SETTLED).isAfter(now) ? 0 : 1);
    }
}
