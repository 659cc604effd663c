package dev.headwater.standalone.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.Operations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * {@code run/control.json}, readable by the folder's owner alone: where a running server takes commands, and the token
 * that proves the right to give them.
 */
public record ControlFile(int port, String token) {
    private static final String NAME = "control.json";

    void write(Path runFolder) throws IOException {
        Path draft = Files.createTempFile(
                runFolder,
                "control",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, Operations.JSON.writeValueAsBytes(Map.of("port", port, "token", token)));
        Files.move(draft, runFolder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Empty where no server wrote one, or it can not be read. */
    public static Optional<ControlFile> read(Path runFolder) {
        try {
            JsonNode json = Operations.JSON.readTree(Files.readAllBytes(runFolder.resolve(NAME)));
            return Optional.of(new ControlFile(
                    json.path("port").asInt(), json.path("token").asText()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void delete(Path runFolder) throws IOException {
        Files.deleteIfExists(runFolder.resolve(NAME));
    }

    @Override
    public String toString() {
        return "ControlFile[" + port + "]";
    }
}
