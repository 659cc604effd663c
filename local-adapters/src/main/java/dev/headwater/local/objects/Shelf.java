package dev.headwater.local.objects;

import dev.headwater.core.store.StoreException;
import dev.headwater.local.folder.DurableFolders;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Gives files their names below one folder, and takes them away. A delete removes folders that became empty and may do
 * so between a put's making of the folder and its use of it: then the put makes it again.
 */
final class Shelf {
    /** Each needs a delete to fall into the same few microseconds. */
    private static final int MAX_ATTEMPTS = 1_000;

    private final Path root;

    Shelf(Path root) {
        this.root = root;
    }

    /** How a draft gets its name; false: it may not have it. */
    @FunctionalInterface
    private interface Naming {
        boolean name(Path draft, Path target) throws IOException;
    }

    void replace(Path draft, Path target) throws IOException {
        place(draft, target, (from, to) -> {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        });
    }

    /** A second name is given only where none stands, which a move can not promise. */
    boolean addIfAbsent(Path draft, Path target) throws IOException {
        return place(draft, target, (from, to) -> {
            try {
                Files.createLink(to, from);
                return true;
            } catch (FileAlreadyExistsException e) {
                if (Files.isDirectory(to)) {
                    throw e;
                }
                return false;
            }
        });
    }

    boolean remove(Path target) throws IOException {
        try {
            return Files.deleteIfExists(target);
        } catch (IOException e) {
            // A folder with objects in it, or a name below an object: no object has this name.
            if (!Files.isRegularFile(target)) {
                return false;
            }
            throw e;
        }
    }

    /** Removes the folder, and those above it, as far as they are empty. */
    void prune(Path folder) throws IOException {
        for (Path empty = folder; empty != null && !empty.equals(root); empty = empty.getParent()) {
            try {
                Files.delete(empty);
            } catch (DirectoryNotEmptyException e) {
                return;
            } catch (NoSuchFileException e) {
                // Another delete was here; what is above may still be for us to remove.
            }
        }
    }

    private boolean place(Path draft, Path target, Naming naming) throws IOException {
        Path folder = Objects.requireNonNull(target.getParent());
        for (int attempt = 1; ; attempt++) {
            try {
                makeFolder(folder, target);
                boolean named = naming.name(draft, target);
                DurableFolders.sync(folder);
                return named;
            } catch (IOException e) {
                if (Files.isDirectory(target)) {
                    // Left empty by a delete, perhaps: then it only is in the way.
                    prune(target);
                    if (Files.isDirectory(target)) {
                        throw folderOfAnother(target);
                    }
                } else if (!(e instanceof NoSuchFileException) || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void makeFolder(Path folder, Path target) throws IOException {
        try {
            DurableFolders.create(folder);
        } catch (FileAlreadyExistsException e) {
            throw folderOfAnother(target);
        }
    }

    private StoreException folderOfAnother(Path target) {
        return new StoreException(root.relativize(target)
                + ": can not be an object's key, because it is the folder of another object or below one");
    }
}
