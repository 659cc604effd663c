package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.jobs.Job;
import dev.headwater.api.admin.jobs.Jobs;
import dev.headwater.api.admin.jobs.RunningJob;
import dev.headwater.api.imports.ImportRequest;
import dev.headwater.api.imports.ImportRun;
import dev.headwater.api.imports.Imports;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.importing.ImportException;
import java.util.List;

/** {@code import m3u | xtream | lines | folder | list}: begins one, and tells how it stands. */
public final class ImportOperations implements OperationGroup {
    public final Operation<ImportRequest, Job> start =
            Operation.changeAs("import.start", Permission.CATALOG_WRITE, ImportRequest.class, this::start);
    public final Operation<ByName, ImportRun> show =
            Operation.look("import.show", Permission.CATALOG_READ, ByName.class, this::shown);
    public final Operation<ListQuery, Page<ImportRun>> list =
            Operation.look("import.list", Permission.CATALOG_READ, ListQuery.class, this::list);

    private static final Columns<ImportRun> COLUMNS =
            Columns.named(ImportRun::name).text("state", ImportRun::state);

    private final Imports imports;
    private final Jobs jobs;

    public ImportOperations(Imports imports, Jobs jobs) {
        this.jobs = jobs;
        this.imports = imports;
    }

    /** An import by its name. */
    public record ByName(String name) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(start, show, list);
    }

    private Page<ImportRun> list(ListQuery query) {
        return COLUMNS.page(imports.list(), query);
    }

    private Job start(Call call, ImportRequest request) {
        ImportChecks.require(request);
        RunningJob job = jobs.begin(start.name(), call.caller(), null);
        try {
            var _ = imports.start(request, run -> show(job, run));
            return job.job();
        } catch (ImportException e) {
            job.end(Job.FAILED, e.getMessage(), null);
            throw OperationException.conflict(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            job.end(Job.FAILED, e.getMessage(), null);
            throw OperationException.invalid(e);
        }
    }

    private static void show(RunningJob job, ImportRun run) {
        if (run.isOver()) {
            job.end(run.state(), run.error(), run);
        } else {
            job.at(run.step(), run.done(), run.all());
        }
    }

    private ImportRun shown(ByName by) {
        return imports.status(by.name(), 0)
                .orElseThrow(() -> OperationException.missing("there is no import '" + by.name() + "'"));
    }
}
