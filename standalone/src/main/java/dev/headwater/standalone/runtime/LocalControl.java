package dev.headwater.standalone.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.standalone.control.Control;
import dev.headwater.standalone.control.ControlClient;
import dev.headwater.standalone.control.ControlFile;
import dev.headwater.standalone.operations.Operations;
import java.nio.file.Path;
import java.util.Optional;

/** The way to the operations of a data folder: through the server that runs on it, or, where none does, in this process. */
public final class LocalControl implements Control, AutoCloseable {
    private final Control control;
    private final Runnable close;

    private LocalControl(Control control, Runnable close) {
        this.control = control;
        this.close = close;
    }

    /** @throws dev.headwater.standalone.operations.OperationException where the folder can not be had */
    public static LocalControl open(Path data) {
        Optional<ControlClient> running =
                ControlFile.read(data.resolve("run")).map(ControlClient::new).filter(ControlClient::isAlive);
        if (running.isPresent()) {
            return new LocalControl(running.get(), () -> {});
        }
        OpenFolder folder = OpenFolder.open(data);
        Operations operations = folder.services().operations(PublicAddress.DEFAULT, () -> {});
        return new LocalControl(operations::run, folder::close);
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
