package dev.headwater.api.admin.bulk;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Gate;
import dev.headwater.api.admin.Many;
import dev.headwater.api.admin.Many.Selection;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.catalog.ChannelOperations;
import dev.headwater.api.admin.catalog.MovieOperations;
import dev.headwater.api.admin.catalog.SeriesOperations;
import dev.headwater.api.admin.jobs.Job;
import dev.headwater.api.admin.jobs.Jobs;
import dev.headwater.api.admin.line.LineOperations;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.catalog.ContentKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** {@code line.bulk}, {@code channel.bulk}, {@code movie.bulk}, {@code series.bulk}: one change for many, as a job. */
public final class BulkOperations implements OperationGroup {
    public final Operation<LineBulk, Job> lines =
            Operation.changeAs("line.bulk", Permission.LINES_WRITE, LineBulk.class, this::lines);
    public final Operation<ChannelBulk, Job> channels =
            Operation.changeAs("channel.bulk", Permission.CATALOG_WRITE, ChannelBulk.class, this::channels);
    public final Operation<TitleBulk, Job> movies =
            Operation.changeAs("movie.bulk", Permission.CATALOG_WRITE, TitleBulk.class, this::movies);
    public final Operation<TitleBulk, Job> series =
            Operation.changeAs("series.bulk", Permission.CATALOG_WRITE, TitleBulk.class, this::series);

    /** How many may be named one by one. */
    private static final int MAX_NAMED = 10_000;
    /** Each is a thread, and there is one disk. */
    private static final int MAX_AT_ONCE = 4;

    private final Kinds kinds;
    private final Jobs jobs;
    private final Gate gate;
    private final Notices notices;
    private final Semaphore free = new Semaphore(MAX_AT_ONCE);

    /**
     * What can be changed many at a time.
     *
     * @param gate each single change goes through it: it is refused, paid for and written down as if it came alone
     * @param notices tell that content changed: once, however many did
     */
    public BulkOperations(Kinds kinds, Jobs jobs, Gate gate, Notices notices) {
        this.kinds = kinds;
        this.jobs = jobs;
        this.gate = gate;
        this.notices = notices;
    }

    /** How things of each kind are changed. */
    public record Kinds(
            LineOperations lines, ChannelOperations channels, MovieOperations movies, SeriesOperations series) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(lines, channels, movies, series);
    }

    private Job lines(Call call, LineBulk bulk) {
        Wanted<String, ?> wanted =
                new Wanted<>(bulk.names(), "names", bulk.filter(), bulk.set(), bulk.remove(), bulk.expected());
        return start(call, lines.name(), kinds.lines().many(), wanted, bulk.set(), null);
    }

    private Job channels(Call call, ChannelBulk bulk) {
        Wanted<Integer, ?> wanted =
                new Wanted<>(bulk.ids(), "ids", bulk.filter(), bulk.set(), bulk.remove(), bulk.expected());
        return start(call, channels.name(), kinds.channels().many(), wanted, bulk.set(), ContentKind.LIVE);
    }

    private Job movies(Call call, TitleBulk bulk) {
        return start(call, movies.name(), kinds.movies().many(), titles(bulk), bulk.set(), ContentKind.MOVIE);
    }

    private Job series(Call call, TitleBulk bulk) {
        return start(call, series.name(), kinds.series().many(), titles(bulk), bulk.set(), ContentKind.SERIES);
    }

    private static Wanted<Integer, ?> titles(TitleBulk bulk) {
        return new Wanted<>(bulk.ids(), "ids", bulk.filter(), bulk.set(), bulk.remove(), bulk.expected());
    }

    /** What every kind is asked with. */
    private record Wanted<K, S>(
            @Nullable List<K> keys,
            String keysField,
            @Nullable Map<String, String> filter,
            @Nullable S set,
            @Nullable Boolean remove,
            int expected) {
        private Wanted {
            if ((keys == null) == (filter == null)) {
                throw OperationException.invalid("filter", "say either " + keysField + " or a filter");
            }
            if (keys != null && (keys.size() > MAX_NAMED || keys.stream().anyMatch(Objects::isNull))) {
                throw OperationException.invalid(keysField, "up to 10,000 may be named; take a filter for more");
            }
            if (filter != null && filter.values().stream().anyMatch(Objects::isNull)) {
                throw OperationException.invalid("filter", "a column has to be something");
            }
            boolean removes = Boolean.TRUE.equals(remove);
            if ((set == null) != removes) {
                throw OperationException.invalid("set", "say either what to set, or to remove them");
            }
            if (set != null && Operations.JSON.valueToTree(set).isEmpty()) {
                throw OperationException.invalid("set", "nothing is to be changed");
            }
        }

        Selection<K> selection() {
            return keys == null
                    ? Selection.matching(Objects.requireNonNull(filter))
                    : Selection.of(new LinkedHashSet<>(keys));
        }
    }

    private static <S> void check(Many<?, S, ?, ?> many, S set) {
        try {
            many.check().accept(set);
        } catch (OperationException e) {
            throw e.within("set");
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid(e).within("set");
        }
    }

    private <K, S, C, N> Job start(
            Call call,
            String kind,
            Many<K, S, C, N> many,
            Wanted<K, ?> wanted,
            @Nullable S set,
            @Nullable ContentKind content) {
        if (set != null) {
            check(many, set);
        }
        Selection<K> selection = wanted.selection();
        List<K> keys = many.find().apply(call, selection);
        if (keys.size() != wanted.expected()) {
            throw OperationException.conflict(
                    "expected",
                    "there are " + keys.size() + " of these, not " + wanted.expected() + ": nothing was done");
        }
        if (!free.tryAcquire()) {
            throw OperationException.conflict("as many of these run already as may at once: wait for one to end");
        }
        boolean isStarted = false;
        try {
            BulkResult known = new BulkResult(wanted.filter(), set, keys.size(), 0, 0, 0, List.of());
            BulkRun<K, S, C, N> run = new BulkRun<>(many, selection, set, gate, call, known);
            Job job = jobs.start(kind, call.caller(), known, running -> {
                try (Notices.Notice notice =
                        notices.begin(content, running.job().id())) {
                    run.over(keys, running, notice);
                } finally {
                    free.release();
                }
                return run.end(running);
            });
            isStarted = true;
            return job;
        } finally {
            if (!isStarted) {
                free.release();
            }
        }
    }
}
