package dev.headwater.standalone.drill;

import dev.headwater.standalone.bench.Owned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process that can be killed and started again; what it says goes to a file of its own. */
final class Program implements AutoCloseable {
    private static final int LAST_LINES = 5;

    private final List<String> command;
    private final Path log;
    private @Nullable Process process;
    private @Nullable Owned owned;

    Program(List<String> command, Path log) {
        this.command = List.copyOf(command);
        this.log = log;
    }

    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
        owned = Owned.of(process);
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    ProcessHandle handle() {
        if (process == null) {
            throw new IllegalStateException("it was never started");
        }
        return process.toHandle();
    }

    /** As a power cut would; returns when it is gone. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        close();
    }

    Path log() {
        return log;
    }

    /** The end of what it said. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        if (owned != null) {
            owned.close();
            owned = null;
        }
    }
}
