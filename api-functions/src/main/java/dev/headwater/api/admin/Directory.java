package dev.headwater.api.admin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.headwater.core.store.Watchers;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What lists are searched, filtered and sorted by, in memory: a small row for each thing, never the thing. It is read when
 * first asked for, kept in step with what this process writes, read again when another process wrote, and dropped when
 * nobody has asked for five minutes.
 */
public final class Directory<R> {
    private static final Duration UNUSED = Duration.ofMinutes(5);
    /** More than so many at once are read anew, all in one go, when next asked for. */
    private static final int ONE_BY_ONE = 64;

    private static final String ALL = "all";

    private final Reader<R> reader;
    private final LongSupplier elsewhere;
    private final Cache<String, Rows<R>> held = Caffeine.newBuilder()
            .expireAfterAccess(UNUSED)
            .scheduler(Scheduler.systemScheduler())
            .build();

    private record Rows<R>(long elsewhere, Map<Integer, R> byId) {}

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
    public Directory(Reader<R> reader, Watchers watchers, LongSupplier elsewhere) {
        this.reader = reader;
        this.elsewhere = elsewhere;
        watchers.add(this::changed);
    }

    /** Every row, in no order. What changes meanwhile may show or not. */
    public Collection<R> rows() {
        long now = elsewhere.getAsLong();
        Rows<R> known = held.getIfPresent(ALL);
        if (known == null || known.elsewhere() != now) {
            known = read(now);
        }
        return known.byId().values();
    }

    private synchronized Rows<R> read(long now) {
        Rows<R> known = held.getIfPresent(ALL);
        if (known != null && known.elsewhere() == now) {
            return known;
        }
        Rows<R> rows = new Rows<>(now, new ConcurrentHashMap<>());
        reader.scan().accept(row -> rows.byId().put(reader.id().applyAsInt(row), row));
        held.put(ALL, rows);
        return rows;
    }

    /** Reads rather than takes what was written: of two writes at once, the one told last need not be the last. */
    private synchronized void changed(Collection<Integer> ids) {
        @Nullable Rows<R> known = held.policy().getIfPresentQuietly(ALL);
        if (known == null) {
            return;
        }
        if (ids.size() > ONE_BY_ONE) {
            held.invalidate(ALL);
            return;
        }
        for (int id : ids) {
            reader.find()
                    .apply(id)
                    .ifPresentOrElse(
                            row -> known.byId().put(id, row), () -> known.byId().remove(id));
        }
    }
}
