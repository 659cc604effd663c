package dev.headwater.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder to work in, which is gone afterwards unless it was named: also where the work is ended by Ctrl-C. */
record WorkFolder(Path path, boolean isKept, Thread hook) implements AutoCloseable {
    static WorkFolder make(String prefix, @Nullable Path keep) throws IOException {
        Path path = keep == null ? Files.createTempDirectory(prefix) : Files.createDirectories(keep);
        Thread hook = new Thread(() -> remove(path), "remove-" + prefix);
        if (keep == null) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
        return new WorkFolder(path, keep != null, hook);
    }

    @Override
    public void close() {
        if (!isKept) {
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
