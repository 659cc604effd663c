package dev.headwater.api.admin.jobs;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.core.admin.Permission;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Long work: how it stands, and its end. */
public final class JobOperations implements OperationGroup {
    private static final long MAX_WAIT_MILLIS = 5_000;
    /** What may be begun may be cancelled. */
    private static final Map<String, Permission> STARTED_WITH = Map.of(
            "line.bulk", Permission.LINES_WRITE,
            "channel.bulk", Permission.CATALOG_WRITE,
            "movie.bulk", Permission.CATALOG_WRITE,
            "series.bulk", Permission.CATALOG_WRITE,
            "import.start", Permission.CATALOG_WRITE,
            "guide.import", Permission.CATALOG_WRITE,
            "guide.preview", Permission.CATALOG_WRITE,
            "backup.start", Permission.BACKUPS_WRITE);

    public final Operation<ListQuery, Page<Job>> list =
            Operation.lookAs("job.list", Permission.JOBS_READ, ListQuery.class, this::list);
    public final Operation<Watch, Job> show =
            Operation.lookAs("job.show", Permission.JOBS_READ, Watch.class, this::show);
    public final Operation<ById, Job> cancel =
            Operation.changeAs("job.cancel", Permission.JOBS_WRITE, ById.class, this::cancel);

    private static final Columns<Job> COLUMNS = Columns.named(Job::id)
            .text("kind", Job::kind)
            .text("state", Job::state)
            .text("by", Job::by)
            .number("started", job -> job.startedAt().getEpochSecond());

    private final Jobs jobs;
    private final Predicate<String> waiting;

    public JobOperations(Jobs jobs) {
        this(jobs, _ -> false);
    }

    /** @param errands what waits for another process: may be cancelled until that begins it */
    public JobOperations(Jobs jobs, StoredErrands errands) {
        this(jobs, errands::withdraw);
    }

    private JobOperations(Jobs jobs, Predicate<String> waiting) {
        this.jobs = jobs;
        this.waiting = waiting;
    }

    /** Whether an operation begins a job and returns it. */
    static boolean isLong(String operation) {
        return STARTED_WITH.containsKey(operation);
    }

    /** A job by its id. */
    public record ById(String id) {}

    /**
     * A job that is looked at.
     *
     * @param waitMillis how long its end is waited for, 5,000 at the most; null: not at all
     */
    public record Watch(String id, @Nullable Long waitMillis) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(list, show, cancel);
    }

    private Page<Job> list(Call call, ListQuery query) {
        return COLUMNS.page(jobs.list(call.caller()), query.orBy("-id"));
    }

    private Job show(Call call, Watch watch) {
        long wait = Math.clamp(Objects.requireNonNullElse(watch.waitMillis(), 0L), 0, MAX_WAIT_MILLIS);
        return find(call, watch.id(), wait);
    }

    private Job cancel(Call call, ById by) {
        Job job = find(call, by.id(), 0);
        Permission needed = STARTED_WITH.getOrDefault(job.kind(), Permission.JOBS_WRITE);
        if (!call.caller().may(needed)) {
            throw OperationException.forbidden("this takes the permission " + needed.scope());
        }
        if (job.isOver()) {
            throw OperationException.conflict("this job is over");
        }
        if (!jobs.cancel(job.id()) && !waiting.test(job.id()) && !jobs.cancelElsewhere(job.id())) {
            throw OperationException.conflict("this job is over");
        }
        return find(call, by.id(), 1_000);
    }

    private Job find(Call call, String id, long waitMillis) {
        return jobs.find(call.caller(), id, waitMillis)
                .orElseThrow(() -> OperationException.missing("there is no job " + id));
    }
}
