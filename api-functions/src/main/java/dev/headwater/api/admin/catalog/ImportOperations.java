package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.api.imports.ImportRequest;
import dev.headwater.api.imports.ImportRun;
import dev.headwater.api.imports.Imports;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.importing.ImportException;
import java.util.List;

/** {@code import m3u | xtream | lines | folder | list}: begins one, and tells how it stands. */
public final class ImportOperations implements OperationGroup {
    public final Operation<ImportRequest, ImportRun> start =
            Operation.change("import.start", Permission.CATALOG_WRITE, ImportRequest.class, this::start);
    public final Operation<Status, ImportRun> status =
            Operation.look("import.status", Permission.CATALOG_READ, Status.class, this::status);
    public final Operation<ListQuery, Page<ImportRun>> list =
            Operation.look("import.list", Permission.CATALOG_READ, ListQuery.class, this::list);

    private static final Columns<ImportRun> COLUMNS =
            Columns.named(ImportRun::name).text("state", ImportRun::state);

    private final Imports imports;

    public ImportOperations(Imports imports) {
        this.imports = imports;
    }

    /**
     * Which import is meant.
     *
     * @param waitMillis how long its end is waited for, at most
     */
    public record Status(String name, long waitMillis) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(start, status, list);
    }

    private Page<ImportRun> list(ListQuery query) {
        return COLUMNS.page(imports.list(), query);
    }

    private ImportRun start(ImportRequest request) {
        try {
            return imports.start(request);
        } catch (ImportException e) {
            throw new OperationException(String.valueOf(e.getMessage()));
        }
    }

    private ImportRun status(Status status) {
        return imports.status(status.name(), status.waitMillis())
                .orElseThrow(() -> new OperationException("there is no import '" + status.name() + "'"));
    }
}
