package dev.headwater.api.admin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.headwater.core.store.Watchers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What lists are searched, filtered and sorted by, in memory: a small row for each thing, never the thing. It is read when
 * first asked for and dropped when nobody has asked for five minutes. What this process writes shows in the next list:
 * only its id is noted, and whoever lists reads it. What another process writes shows within {@value #REREAD_SECONDS}
 * seconds of being told: while it goes on writing, all is read anew no more often than that.
 */
public final class Directory<R> {
    static final Duration UNUSED = Duration.ofMinutes(5);
    static final int REREAD_SECONDS = 2;
    private static final Duration REREAD = Duration.ofSeconds(REREAD_SECONDS);
    /** Where more than this part of all has changed, one scan is less than so many single reads. */
    private static final int SCAN_FROM_ONE_OF = 4;

    private static final int FEW = 1_000;
    private static final String ALL = "all";

    private final Reader<R> reader;
    private final LongSupplier elsewhere;
    private final InstantSource clock;
    private final Cache<String, Read<R>> held;
    private volatile @Nullable Read<R> reading;

    /** What was read. All but what is noted as changed is touched by one thread at a time. */
    private static final class Read<R> {
        private final long elsewhere;
        private final Instant at;
        private final Map<Integer, R> byId = new HashMap<>();
        private final Set<Integer> changed = ConcurrentHashMap.newKeySet();
        /** How often something was noted as changed, behind the note; and how often that was when it was read last. */
        private final AtomicInteger noted = new AtomicInteger();

        private volatile int seen;
        private volatile @Nullable Rows<R> rows;

        /** @param elsewhere the number that stood for other processes' writes before it was read */
        Read(long elsewhere, Instant at) {
            this.elsewhere = elsewhere;
            this.at = at;
        }

        /** Reads what this process has written since. */
        void update(IntFunction<Optional<R>> find) {
            int now = noted.get();
            Rows<R> before = rows;
            rows = null;
            Set<R> gone = new HashSet<>();
            List<R> come = new ArrayList<>();
            // No copy that asks for the size: a concurrent set is empty for a moment by its own count, and is not.
            for (int id : new ArrayList<>(changed)) {
                // Before it is read: what is written behind the read is noted again.
                changed.remove(id);
                try {
                    Optional<R> row = find.apply(id);
                    R old = row.isPresent() ? byId.put(id, row.get()) : byId.remove(id);
                    if (old != null) {
                        gone.add(old);
                    }
                    row.ifPresent(come::add);
                } catch (RuntimeException e) {
                    changed.add(id);
                    throw e;
                }
            }
            rows = before == null ? Rows.of(byId.values()) : before.followedBy(byId.values(), gone, come);
            seen = now;
        }

        void note(Collection<Integer> ids) {
            changed.addAll(ids);
            var _ = noted.incrementAndGet();
        }

        /** Null: something was noted since. */
        @Nullable
        Rows<R> latest() {
            // In this order: what is read at this moment is seen only when the rows hold it.
            return seen == noted.get() ? rows : null;
        }

        boolean isMuchChanged() {
            return changed.size() > FEW && changed.size() > byId.size() / SCAN_FROM_ONE_OF;
        }
    }

    /**
     * Where rows come from.
     *
     * @param scan shows a row for each thing there is
     * @param find the row of a thing as it is stored at this moment
     */
    public record Reader<R>(ToIntFunction<R> id, Consumer<Consumer<R>> scan, IntFunction<Optional<R>> find) {}

    /**
     * A directory that holds nothing yet.
     *
     * @param watchers tell what this process writes
     * @param elsewhere another number as soon as another process wrote
     */
    public Directory(Reader<R> reader, Watchers watchers, LongSupplier elsewhere, InstantSource clock) {
        this.reader = reader;
        this.elsewhere = elsewhere;
        this.clock = clock;
        this.held = Caffeine.newBuilder()
                .expireAfterAccess(UNUSED)
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .scheduler(Scheduler.systemScheduler())
                .build();
        watchers.add(this::changed);
    }

    /** Every row, in no order. */
    public Rows<R> rows() {
        long now = elsewhere.getAsLong();
        Read<R> known = held.getIfPresent(ALL);
        Rows<R> rows = known != null && isGood(known, now) ? known.latest() : null;
        return rows == null ? current(now) : rows;
    }

    private boolean isGood(Read<R> known, long now) {
        return known.elsewhere == now || known.at.plus(REREAD).isAfter(clock.instant());
    }

    /** One at a time: whoever asks meanwhile has what the first one read. */
    private synchronized Rows<R> current(long now) {
        Read<R> known = held.getIfPresent(ALL);
        if (known == null || !isGood(known, now) || known.isMuchChanged()) {
            known = read(now);
        } else if (known.latest() == null) {
            known.update(reader.find());
        }
        return Objects.requireNonNull(known.rows);
    }

    private Read<R> read(long now) {
        Read<R> read = new Read<>(now, clock.instant());
        // Before the scan, so that what is written behind its back is noted.
        reading = read;
        try {
            reader.scan().accept(row -> read.byId.put(reader.id().applyAsInt(row), row));
            read.rows = Rows.of(read.byId.values());
            held.put(ALL, read);
        } finally {
            reading = null;
        }
        return read;
    }

    private void changed(Collection<Integer> ids) {
        // In this order: what was being read is held before it is read no more.
        Read<R> begun = reading;
        if (begun != null) {
            begun.note(ids);
        }
        Read<R> known = held.policy().getIfPresentQuietly(ALL);
        if (known != null) {
            known.note(ids);
        }
    }
}
