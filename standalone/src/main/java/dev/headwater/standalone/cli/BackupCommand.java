package dev.headwater.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.standalone.backup.BackupRequest;
import dev.headwater.standalone.control.Control;
import dev.headwater.standalone.runtime.ProgressLine;
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
        BackupRequest request = new BackupRequest(
                absolute(file).toString(),
                media,
                passphraseFile == null ? null : absolute(passphraseFile).toString());
        if (passphraseFile == null) {
            common.err()
                    .println("Whoever has this file has the lines, their passwords and all keys: keep it safe, or use"
                            + " --passphrase-file");
            common.err().flush();
        }
        try (Control control = common.open()) {
            return show(await(control, request));
        }
    }

    private JsonNode await(Control control, BackupRequest request) {
        JsonNode job = control.call("backup.start", Operations.JSON.valueToTree(request));
        return new JobWatcher(control).result(job, new ProgressLine(common.err(), "Backing up"));
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
