package dev.headwater.standalone.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.runtime.Administration;
import dev.headwater.core.Pause;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.standalone.control.Control;
import dev.headwater.standalone.control.ControlClient;
import dev.headwater.standalone.control.ControlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The way to the operations of a data folder: through the server that runs on it, or, where none does, in this process. */
public final class LocalControl implements Control {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
    /** Half a minute: a slow machine takes seconds for each command that is before this one. */
    private static final int MAX_ATTEMPTS = 300;

    private final Control control;
    private final Runnable close;

    private LocalControl(Control control, Runnable close) {
        this.control = control;
        this.close = close;
    }

    /** @throws OperationException where the folder can not be had */
    public static LocalControl open(Path data) {
        if (!Files.exists(data)) {
            // A command in another folder, or a slip of the pen, must not found a second headend.
            throw new OperationException(
                    "there is no data folder " + data.toAbsolutePath().normalize()
                            + "; name the right one with --data, or make it with: headwater up");
        }
        return open(data, Pause.sleeping());
    }

    private static LocalControl open(Path data, Pause pause) {
        for (int attempt = 0; ; attempt++) {
            switch (DataFolder.claim(data)) {
                case Claim.Held held -> {
                    return inThisProcess(held.folder());
                }
                case Claim.Refused refused
                when refused.reason() == Claim.Reason.IN_USE -> {
                    // The lock tells that somebody is there, the file where; it may be left over from one that was
                    // killed.
                    Optional<ControlClient> server = ControlFile.read(data.resolve("run"))
                            .map(ControlClient::new)
                            .filter(ControlClient::isAlive);
                    if (server.isPresent()) {
                        return new LocalControl(server.get(), () -> {});
                    }
                    if (attempt == MAX_ATTEMPTS) {
                        throw new OperationException(refused.message());
                    }
                    // Another command, which is soon done, or a server that is about to say where it is.
                    pause.of(BETWEEN_ATTEMPTS);
                }
                case Claim.Refused refused -> throw new OperationException(refused.message());
            }
        }
    }

    private static LocalControl inThisProcess(DataFolder claimed) {
        OpenFolder folder = OpenFolder.over(claimed);
        Operations operations =
                Administration.of(folder.services(), folder.alone()).operations();
        return new LocalControl((name, argument) -> operations.run(Call.LOCAL, name, argument), folder::close);
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
