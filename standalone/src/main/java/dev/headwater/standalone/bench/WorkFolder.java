package dev.headwater.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder to work in, which is gone afterwards unless it was named: also where the work is ended by Ctrl-C. */
public final class WorkFolder implements AutoCloseable {
    private final Path path;
    private final @Nullable Thread hook;

    private WorkFolder(Path path, boolean isKept) {
        this.path = path;
        this.hook = isKept ? null : new Thread(() -> remove(path), "remove-" + path.getFileName());
        if (hook != null) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    /** @param keep its name; null: a temporary one */
    public static WorkFolder make(String prefix, @Nullable Path keep) throws IOException {
        return keep == null
                ? new WorkFolder(Files.createTempDirectory(prefix), false)
                : new WorkFolder(Files.createDirectories(keep), true);
    }

    /** A temporary one below another. */
    static WorkFolder in(Path parent, String prefix) throws IOException {
        return new WorkFolder(Files.createTempDirectory(parent, prefix), false);
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        if (hook != null) {
            remove(path);
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // It is running already.
            }
        }
    }

    /** Processes that are being ended may still write into it. */
    private static void remove(Path folder) {
        for (int attempt = 0; attempt < 5 && Files.exists(folder); attempt++) {
            try (Stream<Path> all = Files.walk(folder)) {
                List<Path> paths = all.sorted(Comparator.reverseOrder()).toList();
                for (Path path : paths) {
                    Files.deleteIfExists(path);
                }
            } catch (NoSuchFileException e) {
                // Another one removed it meanwhile.
            } catch (IOException | java.io.UncheckedIOException e) {
                System.Logger.Level level = System.Logger.Level.DEBUG;
                System.getLogger(WorkFolder.class.getName()).log(level, "not removed yet: {0}", e.getMessage());
            }
        }
    }
}
