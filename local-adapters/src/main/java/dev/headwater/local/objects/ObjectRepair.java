package dev.headwater.local.objects;

import dev.headwater.core.store.ObjectKeys;
import dev.headwater.core.store.StoreException;
import dev.headwater.local.folder.DiskFaults;
import dev.headwater.local.folder.DurableFolders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Looks at every object of a folder that no store has open. */
public final class ObjectRepair {
    private static final int TELL_EVERY = 10_000;

    private final Path root;

    public ObjectRepair(Path root) {
        this.root = root;
    }

    /**
     * What stands in the folder.
     *
     * @param objects how many
     * @param drafts left behind by a process that died; the next opening clears them away
     * @param damaged keys of those that can not be read, or of folders of them
     */
    public record Found(long objects, long drafts, List<String> damaged) {}

    /** @param progress told the number of objects seen, now and then */
    public Found look(LongConsumer progress) {
        List<String> damaged = new ArrayList<>();
        long[] objects = {0};
        if (!Files.isDirectory(root)) {
            return new Found(0, 0, damaged);
        }
        Path drafts = root.resolve(FolderObjectStore.DRAFTS);
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return folder.equals(drafts) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String key = root.relativize(file).toString().replace('\\', '/');
                    if (ObjectKeys.isValid(key)) {
                        objects[0]++;
                        if (objects[0] % TELL_EVERY == 0) {
                            progress.accept(objects[0]);
                        }
                        if (isDamaged(file)) {
                            damaged.add(key);
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }

                // A file, or a folder with all that is in it, that the disk does not give.
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    String key = root.relativize(file).toString().replace('\\', '/');
                    if (e instanceof AccessDeniedException || !ObjectKeys.isValid(key)) {
                        throw e;
                    }
                    damaged.add(key);
                    return FileVisitResult.CONTINUE;
                }
            });
            return new Found(objects[0], count(drafts), damaged);
        } catch (IOException e) {
            throw DiskFaults.of(root, "the objects can not be looked at", e);
        }
    }

    /** Moves an object out of the store, to the same key below a folder of the same disk. */
    public void setAside(String key, Path folder) {
        Path target = folder.resolve(ObjectKeys.require(key));
        try {
            DurableFolders.create(Objects.requireNonNull(target.getParent()));
            Files.move(root.resolve(key), target, StandardCopyOption.ATOMIC_MOVE);
            DurableFolders.sync(Objects.requireNonNull(target.getParent()));
        } catch (IOException e) {
            throw DiskFaults.of(root, "the damaged object " + key + " can not be set aside", e);
        }
    }

    private static boolean isDamaged(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Trailer.read(channel, file);
            return false;
        } catch (AccessDeniedException e) {
            // Started by the wrong user: nothing is wrong with the object.
            throw e;
        } catch (StoreException | IOException e) {
            return true;
        }
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
