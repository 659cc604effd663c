package dev.headwater.standalone.cli;

import dev.headwater.api.admin.OperationException;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A password that stands in no argument: those are shown to everybody on the machine, and kept by shells. */
final class PasswordOptions {
    private static final int MAX_BYTES = 4096;

    @Option(names = "--password-stdin", description = "Read the password from standard input.")
    private boolean stdin;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Read the password from a file.")
    @Nullable
    private Path file;

    /** What was given so; null: nothing was. */
    @Nullable
    String given() throws IOException {
        return file == null && !stdin ? null : read();
    }

    String read() throws IOException {
        if (file != null) {
            return firstLine(Files.readAllBytes(file));
        }
        if (stdin) {
            return firstLine(System.in.readNBytes(MAX_BYTES));
        }
        return asked();
    }

    /** JDK 25 has its old console back, which is null where nobody types. */
    @SuppressWarnings("SystemConsoleNull")
    private static String asked() {
        Console console = System.console();
        char[] typed = console == null || !console.isTerminal() ? null : console.readPassword("Password: ");
        if (typed == null) {
            throw new OperationException("a password is needed: --password-stdin or --password-file");
        }
        return new String(typed);
    }

    private static String firstLine(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }
}
