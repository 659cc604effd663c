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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Cache<String, Rows<R>> held;
    private volatile @Nullable Rows<R> reading;

    /** Rows that were read. All but what has changed is only touched by one thread at a time. */
    private static final class Rows<R> {
        private final long elsewhere;
        private final Instant readAt;
        private final Map<Integer, R> byId = new HashMap<>();
        private final Set<Integer> changed = ConcurrentHashMap.newKeySet();
        private volatile @Nullable List<R> all;

        /** @param elsewhere the number that stood for other processes' writes before they were read */
        Rows(long elsewhere, Instant readAt) {
            this.elsewhere = elsewhere;
            this.readAt = readAt;
        }

        long elsewhere() {
            return elsewhere;
        }

        Instant readAt() {
            return readAt;
        }

        int size() {
            return byId.size();
        }

        /** Ids of what this process has written since. */
        Set<Integer> changed() {
            return changed;
        }

        void put(int id, Optional<R> row) {
            row.ifPresentOrElse(one -> byId.put(id, one), () -> byId.remove(id));
            all = null;
        }

        /** All of them, one behind the other in memory: a list looks at each. Null: they have changed. */
        @Nullable
        List<R> all() {
            return all;
        }

        List<R> list() {
            List<R> known = all;
            if (known == null) {
                known = List.copyOf(byId.values());
                all = known;
            }
            return known;
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

    /** Every row, in no order. What changes meanwhile may show or not. */
    public Collection<R> rows() {
        long now = elsewhere.getAsLong();
        Rows<R> known = held.getIfPresent(ALL);
        List<R> all = known == null ? null : known.all();
        if (known == null || all == null || !isGood(known, now) || !known.changed().isEmpty()) {
            return current(now);
        }
        return all;
    }

    private boolean isGood(Rows<R> known, long now) {
        return known.elsewhere() == now || known.readAt().plus(REREAD).isAfter(clock.instant());
    }

    /** One at a time: whoever asks meanwhile has what the first one read. */
    private synchronized List<R> current(long now) {
        Rows<R> known = held.getIfPresent(ALL);
        if (known == null || !isGood(known, now) || isMuch(known)) {
            return read(now).list();
        }
        List<Integer> changed = new ArrayList<>(known.changed());
        for (int id : changed) {
            // Before it is read: what is written behind the read is noted again.
            known.changed().remove(id);
            try {
                known.put(id, reader.find().apply(id));
            } catch (RuntimeException e) {
                known.changed().add(id);
                throw e;
            }
        }
        return known.list();
    }

    private static boolean isMuch(Rows<?> known) {
        int changed = known.changed().size();
        return changed > FEW && changed > known.size() / SCAN_FROM_ONE_OF;
    }

    private Rows<R> read(long now) {
        Rows<R> rows = new Rows<>(now, clock.instant());
        // Before the scan, so that what is written behind its back is noted.
        reading = rows;
        try {
            reader.scan().accept(row -> rows.put(reader.id().applyAsInt(row), Optional.of(row)));
            held.put(ALL, rows);
        } finally {
            reading = null;
        }
        return rows;
    }

    private void changed(Collection<Integer> ids) {
        // In this order: what was being read is held before it is read no more.
        Rows<R> begun = reading;
        if (begun != null) {
            begun.changed().addAll(ids);
        }
        Rows<R> known = held.policy().getIfPresentQuietly(ALL);
        if (known != null) {
            known.changed().addAll(ids);
        }
    }
}
