package dev.headwater.standalone.cli;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.document.AdminRoutes;
import dev.headwater.standalone.control.Control;
import dev.headwater.standalone.control.RemoteControl;
import dev.headwater.standalone.control.RemoteServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Where a Headwater elsewhere is, and the key to it. */
final class RemoteOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Ask the Headwater there instead of a data folder (or HEADWATER_SERVER).")
    private @Nullable String server;

    @Option(names = "--key", paramLabel = "K", description = "The API key for it (or HEADWATER_KEY).")
    private @Nullable String key;

    @Option(names = "--key-file", paramLabel = "FILE", description = "The first line of this file is the API key.")
    private @Nullable Path keyFile;

    @Option(names = "--insecure", description = "Send the key over http:// to another machine, in the clear.")
    private boolean insecure;

    /** The way to it; empty: a data folder is meant. */
    Optional<Control> open(CommandSpec command) {
        ParseResult given = command.commandLine().getParseResult();
        boolean isFolderNamed = given.hasMatchedOption("--data");
        if (isFolderNamed && given.hasMatchedOption("--server")) {
            throw new ParameterException(command.commandLine(), "--data and --server can not be used together");
        }
        if (server == null || isFolderNamed) {
            return Optional.empty();
        }
        RemoteServer there = RemoteServer.of(server, key(), insecure);
        return Optional.of(new RemoteControl(there, AdminRoutes.packaged()));
    }

    private String key() {
        if (keyFile != null) {
            try (BufferedReader lines = Files.newBufferedReader(keyFile)) {
                String first = lines.readLine();
                return first == null ? "" : first.strip();
            } catch (IOException e) {
                throw new OperationException("the key file " + keyFile + " can not be read");
            }
        }
        if (key == null) {
            throw new OperationException("--server needs an API key: --key-file, HEADWATER_KEY or --key");
        }
        return key;
    }
}
