package dev.headwater.standalone.operations;

import dev.headwater.core.importing.ImportException;
import dev.headwater.standalone.imports.ImportRequest;
import dev.headwater.standalone.imports.ImportRun;
import dev.headwater.standalone.imports.Imports;

/** {@code import m3u | xtream | lines | folder | list}: begins one, and tells how it stands. */
public final class ImportOperations implements OperationGroup {
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
    public void register(Operations operations) {
        operations.add("import.start", ImportRequest.class, this::start);
        operations.add("import.status", Status.class, this::status);
        operations.add("import.list", Operations.None.class, none -> imports.list());
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
