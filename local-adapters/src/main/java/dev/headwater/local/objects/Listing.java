package dev.headwater.local.objects;

import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectKeys;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One page of keys. A folder is sorted as its name with the {@code /} every key below begins with, so walking names in
 * order meets keys in order, and folders beside the prefix or before the page are never opened.
 */
final class Listing {
    private final Path root;
    private final String prefix;
    private final int limit;
    private final String after;
    private final List<ObjectInfo> found = new ArrayList<>();
    private boolean more;

    Listing(Path root, String prefix, int limit, @Nullable String after) {
        this.root = root;
        this.prefix = prefix;
        this.limit = limit;
        this.after = after == null ? "" : after;
    }

    Page<ObjectInfo> page() throws IOException {
        int slash = prefix.lastIndexOf('/');
        if (slash < 0) {
            walk(root, "");
        } else if (ObjectKeys.isValid(prefix.substring(0, slash))) {
            walk(root.resolve(prefix.substring(0, slash)), prefix.substring(0, slash + 1));
        }
        return new Page<>(found, more ? found.getLast().key() : null);
    }

    private void walk(Path folder, String folderKey) throws IOException {
        for (String entry : entries(folder, folderKey)) {
            if (more) {
                return;
            }
            if (entry.endsWith("/")) {
                walk(root.resolve(entry), entry);
            } else if (found.size() < limit) {
                add(entry);
            } else {
                more = true;
            }
        }
    }

    /** What may lead to keys of this page, folders with their slash. */
    private NavigableSet<String> entries(Path folder, String folderKey) throws IOException {
        NavigableSet<String> entries = new TreeSet<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
            for (Path path : names) {
                String name = folderKey + path.getFileName();
                if (name.startsWith(prefix) && ObjectKeys.isValid(name) && isAfter(name + "/")) {
                    String entry = Files.isDirectory(path) ? name + "/" : name;
                    if (isAfter(entry)) {
                        entries.add(entry);
                    }
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Removed since, or never there.
            return entries;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    /** Whether the page begins before the key, or inside the folder. */
    private boolean isAfter(String entry) {
        return entry.compareTo(after) > 0 || (entry.endsWith("/") && after.startsWith(entry));
    }

    private void add(String key) throws IOException {
        Path path = root.resolve(key);
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            found.add(new ObjectInfo(
                    key, length(file, path), Files.getLastModifiedTime(path).toInstant()));
        } catch (NoSuchFileException e) {
            // Deleted since.
        }
    }

    /** A damaged object is listed too, with its file's length, or it could never be found and removed. */
    private static long length(FileChannel file, Path path) throws IOException {
        try {
            return Trailer.read(file, path).length();
        } catch (StoreException e) {
            return file.size();
        }
    }
}
