package dev.headwater.local.folder;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives a data folder other tables, secrets and objects, all of them or none. They are built in {@code restoring/}; the
 * one rename to {@code restored/} decides; then each part takes the place of the former one, which goes to
 * {@code replaced/} and is deleted. Whoever claims the folder next goes on where a killed process stopped. All within the
 * folder: it may be a mount of its own, and its lock is held all the while.
 */
public final class StagedFolder {
    private static final List<String> PARTS = List.of("tables", "secrets", "objects");

    private final Path root;

    StagedFolder(Path root) {
        this.root = root;
    }

    /** Begins with nothing, and returns the folder to build in, a data folder too. */
    public Path begin() throws IOException {
        delete(restoring());
        DurableFolders.createPrivate(restoring());
        return restoring();
    }

    /** Forgets what was built. */
    public void abandon() throws IOException {
        delete(restoring());
    }

    /**
     * Lets what was built take the place of what is there. It has to be on the disk.
     *
     * @param steps told before each step that a process may die at
     */
    public void commit(Consumer<String> steps) throws IOException {
        steps.accept("syncing");
        for (String part : PARTS) {
            syncAll(restoring().resolve(part));
        }
        DurableFolders.sync(restoring());
        steps.accept("deciding");
        Files.move(restoring(), restored(), StandardCopyOption.ATOMIC_MOVE);
        DurableFolders.sync(root);
        settle(steps);
    }

    /** Brings a restore to its end where it was decided, else to its beginning. */
    void settle(Consumer<String> steps) throws IOException {
        if (Files.isDirectory(restored())) {
            DurableFolders.createPrivate(replaced());
            for (String part : PARTS) {
                steps.accept("replacing " + part);
                place(part, steps);
            }
            DurableFolders.sync(root);
            steps.accept("done");
            delete(restored());
        }
        delete(replaced());
        delete(restoring());
    }

    private void place(String part, Consumer<String> steps) throws IOException {
        Path to = root.resolve(part);
        Path from = restored().resolve(part);
        if (!Files.exists(from)) {
            return;
        }
        if (Files.exists(to)) {
            Files.move(to, replaced().resolve(part + "-" + UUID.randomUUID()), StandardCopyOption.ATOMIC_MOVE);
        }
        steps.accept("without " + part);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path restoring() {
        return root.resolve("restoring");
    }

    private Path restored() {
        return root.resolve("restored");
    }

    private Path replaced() {
        return root.resolve("replaced");
    }

    /** Files were forced when they were written; that they are there is forced here. */
    private static void syncAll(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException fault) throws IOException {
                DurableFolders.sync(visited);
                return super.postVisitDirectory(visited, fault);
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException fault) throws IOException {
                FileVisitResult result = super.postVisitDirectory(visited, fault);
                Files.delete(visited);
                return result;
            }
        });
        DurableFolders.sync(Objects.requireNonNull(folder.getParent()));
    }
}
