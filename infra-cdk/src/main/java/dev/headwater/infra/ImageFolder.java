package dev.headwater.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of which Docker makes the image of worker and stream host: the Dockerfile and the jars, and nothing else. */
final class ImageFolder {
    private ImageFolder() {}

    /** Lays it together anew; empty: the program was not built. */
    static Optional<Path> of(Path root) {
        Path module = root.resolve("infra-cdk");
        return newestProgram(root.resolve("standalone").resolve("target"))
                .map(program -> laid(
                        module.resolve("target").resolve("image"),
                        module.resolve("docker").resolve("Dockerfile"),
                        program));
    }

    /** The launcher makes a new folder for each build and names it by the time. */
    private static Optional<Path> newestProgram(Path target) {
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        return list(target).stream()
                .filter(Files::isDirectory)
                .filter(folder -> folder.getFileName().toString().startsWith("app-"))
                .max(Comparator.naturalOrder());
    }

    private static Path laid(Path folder, Path dockerfile, Path program) {
        Path app = folder.resolve("app");
        try {
            Files.createDirectories(app);
            for (Path old : list(app)) {
                Files.delete(old);
            }
            for (Path file : list(program)) {
                String name = file.getFileName().toString();
                if (name.endsWith(".jar")) { // the archive of classes fits the JVM of the build alone
                    Files.copy(file, app.resolve(name));
                }
            }
            Files.copy(dockerfile, folder.resolve("Dockerfile"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
