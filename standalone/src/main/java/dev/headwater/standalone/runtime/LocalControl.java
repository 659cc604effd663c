package dev.headwater.standalone.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.standalone.control.Control;
import dev.headwater.standalone.control.ControlClient;
import dev.headwater.standalone.control.ControlFile;
import dev.headwater.standalone.operations.OperationException;
import dev.headwater.standalone.operations.Operations;
import java.nio.file.Path;

/** The way to the operations of a data folder: through the server that runs on it, or, where none does, in this process. */
public final class LocalControl implements Control, AutoCloseable {
    private final Control control;
    private final Runnable close;

    private LocalControl(Control control, Runnable close) {
        this.control = control;
        this.close = close;
    }

    /** @throws OperationException where the folder can not be had */
    public static LocalControl open(Path data) {
        return switch (DataFolder.claim(data)) {
            case Claim.Held held -> {
                OpenFolder folder = OpenFolder.over(held.folder());
                Operations operations = folder.services().operations(PublicAddress.DEFAULT, () -> {});
                yield new LocalControl(operations::run, folder::close);
            }
            // The lock tells that a server runs, the file where; a file alone may be left over from one that was
            // killed.
            case Claim.Refused refused
            when refused.reason() == Claim.Reason.IN_USE ->
                ControlFile.read(data.resolve("run"))
                        .map(file -> new LocalControl(new ControlClient(file), () -> {}))
                        .orElseThrow(() -> new OperationException(refused.message()));
            case Claim.Refused refused -> throw new OperationException(refused.message());
        };
    }

    @Override
    public JsonNode call(String operation, JsonNode argument) {
        return control.call(operation, argument);
    }

    @Override
    public void close() {
        close.run();
    }
}
