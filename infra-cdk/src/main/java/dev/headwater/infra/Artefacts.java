package dev.headwater.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the build made for the cloud, by path.
 *
 * @param http of the functions that answer requests
 * @param work of the functions that answer events
 * @param image the folder Docker makes the image of worker and stream host of; empty: an image has to be named
 */
public record Artefacts(Path http, Path work, Optional<Path> image) {
    /** @throws IllegalStateException where one is missing, with what makes it */
    static Artefacts built(Path root) {
        Path functions = root.resolve("aws-functions").resolve("target");
        return new Artefacts(
                present(root, functions.resolve("headwater-http.zip")),
                present(root, functions.resolve("headwater-work.zip")),
                ImageFolder.of(root));
    }

    private static Path present(Path root, Path zip) {
        if (!Files.isRegularFile(zip)) {
            throw new IllegalStateException(
                    root.relativize(zip) + " is missing: mvn -DskipTests -pl aws-functions -am package makes it");
        }
        return zip;
    }
}
