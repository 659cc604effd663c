package dev.headwater.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.backup.BackupOperations;
import dev.headwater.api.admin.backup.BackupRequest;
import dev.headwater.standalone.backup.BackupFile;
import dev.headwater.standalone.backup.PassphraseFile;
import dev.headwater.standalone.control.Control;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup}. */
@Command(name = "backup", description = "Write everything that can not be made again to one file, while all goes on.")
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "FILE", description = "Where to; nothing may stand there yet.")
    private Path file;

    @Option(names = "--media", description = "Take packaged films and episodes along; else they are packaged again.")
    private boolean media;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Encipher it with the first line of this file.")
    private @Nullable Path passphraseFile;

    @Override
    public Integer call() throws Exception {
        try (Control control = common.open()) {
            int code = show(control.isElsewhere() ? fetched(control) : made(control));
            if (code == 0 && passphraseFile == null) {
                common.err()
                        .println(
                                "Whoever has this file has the lines, their passwords and all keys: keep it safe, or use"
                                        + " --passphrase-file");
                common.err().flush();
            }
            return code;
        }
    }

    /** By this machine, which writes the file itself. */
    private JsonNode made(Control control) {
        String passphrase =
                passphraseFile == null ? null : absolute(passphraseFile).toString();
        return await(control, begun(control, new BackupRequest(absolute(file).toString(), media, passphrase, null)));
    }

    /** By another machine: the file comes here, and goes there. */
    private JsonNode fetched(Control control) throws IOException {
        Path here = absolute(file);
        if (Files.exists(here)) {
            throw OperationException.conflict(here + " is there already; name another file");
        }
        String passphrase = passphraseFile == null ? null : PassphraseFile.text(passphraseFile);
        try (BackupFile draft = new BackupFile(here)) {
            JsonNode job = begun(control, new BackupRequest(null, media, null, passphrase));
            ObjectNode run = (ObjectNode) await(control, job);
            if (run.path("state").asText().equals("done")) {
                JsonNode byId = Operations.JSON.valueToTree(
                        new BackupOperations.ById(job.path("id").asText()));
                control.fetch("backup.fetch", byId, draft.stream());
                if (draft.keep() != run.path("bytes").asLong()) {
                    throw new OperationException(here + " is not as long as the backup was: fetch it again");
                }
                control.call("backup.remove", byId);
            }
            return run.put("file", here.toString());
        }
    }

    private static JsonNode begun(Control control, BackupRequest request) {
        return control.call("backup.start", Operations.JSON.valueToTree(request));
    }

    private JsonNode await(Control control, JsonNode job) {
        return new JobWatcher(control, common).result(job, "Backing up");
    }

    private int show(JsonNode run) throws Exception {
        boolean done = run.path("state").asText().equals("done");
        if (common.isJson()) {
            common.print(run);
        } else if (!done) {
            throw new OperationException(run.path("error").asText());
        } else {
            JsonNode held = run.path("contents");
            common.out()
                    .printf(
                            "%s: %,d bytes, %,d items, %,d keys, %,d objects%n",
                            run.path("file").asText(),
                            run.path("bytes").asLong(),
                            held.path("accounts").asLong()
                                    + held.path("catalog").asLong()
                                    + held.path("sessions").asLong(),
                            held.path("secrets").asLong(),
                            held.path("objects").asLong());
            if (!media) {
                common.out()
                        .println("Films and episodes are packaged again, from their sources, when they are first asked"
                                + " for after a restore (--media takes them along).");
            }
            common.out().flush();
        }
        return done ? 0 : 1;
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
