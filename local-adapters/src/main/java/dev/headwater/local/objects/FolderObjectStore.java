package dev.headwater.local.objects;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectKeys;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.RangeNotSatisfiableException;
import dev.headwater.core.store.StoreException;
import dev.headwater.local.folder.DiskFaults;
import dev.headwater.local.folder.DurableFolders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Objects in a folder, one file each, named by their keys. One store at a time has a folder: see {@code DataFolder}.
 *
 * <p>An object whose Cache-Control says {@code immutable} can be sent straight from its file; any other may get new bytes
 * under its name while it is being read, which only the stream of a {@link Blob} is safe from.
 */
public final class FolderObjectStore implements ObjectStore {
    /** Beside the objects, since a rename is atomic within one file system; the comma is in no key. */
    static final String DRAFTS = ",drafts";

    private final Path root;
    private final Path drafts;
    private final Shelf shelf;
    private final AtomicLong draftNumbers = new AtomicLong();

    /** Makes the folder where there is none, and clears away what a process left unfinished when it died. */
    public FolderObjectStore(Path root) {
        this.root = root;
        this.drafts = root.resolve(DRAFTS);
        this.shelf = new Shelf(root);
        try {
            DurableFolders.create(drafts);
            try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(drafts)) {
                for (Path leftover : leftovers) {
                    Files.delete(leftover);
                }
            }
        } catch (IOException e) {
            throw DiskFaults.of(root, "the folder of objects can not be opened", e);
        }
        if (!Files.isWritable(drafts)) {
            throw new StoreException(root + ": the folder of objects can not be written");
        }
    }

    @Override
    public String put(String key, byte[] bytes, ObjectMeta meta) {
        return put(key, new ByteArrayInputStream(bytes), meta);
    }

    @Override
    public String put(String key, InputStream body, ObjectMeta meta) {
        Path target = path(key);
        try (Draft draft = draft(body, meta)) {
            shelf.replace(draft.path(), target);
            return draft.etag();
        } catch (IOException e) {
            throw fault("the object " + key + " can not be stored", e);
        }
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes, ObjectMeta meta) {
        Path target = path(key);
        if (Files.isRegularFile(target)) {
            return false;
        }
        try (Draft draft = draft(new ByteArrayInputStream(bytes), meta)) {
            return shelf.addIfAbsent(draft.path(), target);
        } catch (IOException e) {
            throw fault("the object " + key + " can not be stored", e);
        }
    }

    @Override
    public Optional<Blob> get(String key, ByteRange range) {
        Path path = path(key);
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return Optional.of(blob(path, file, range));
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // A folder, or below an object.
            if (!Files.isRegularFile(path)) {
                return Optional.empty();
            }
            throw fault("the object " + key + " can not be read", e);
        }
    }

    @Override
    public Page<ObjectInfo> list(String prefix, int limit, @Nullable String after) {
        try {
            return new Listing(root, prefix, limit, after).page();
        } catch (IOException e) {
            throw fault("the objects under '" + prefix + "' can not be listed", e);
        }
    }

    @Override
    public void delete(Collection<String> keys) {
        keys.forEach(ObjectKeys::require);
        Set<Path> folders = new HashSet<>();
        for (String key : keys) {
            try {
                Path path = path(key);
                if (shelf.remove(path)) {
                    folders.add(path.getParent());
                }
            } catch (IOException e) {
                throw fault("the object " + key + " can not be deleted", e);
            }
        }
        for (Path folder : folders) {
            try {
                shelf.prune(folder);
            } catch (IOException e) {
                throw fault("the empty folder " + root.relativize(folder) + " can not be removed", e);
            }
        }
    }

    private Path path(String key) {
        return root.resolve(ObjectKeys.require(key));
    }

    private Draft draft(InputStream body, ObjectMeta meta) throws IOException {
        return Draft.write(drafts.resolve(String.valueOf(draftNumbers.incrementAndGet())), body, meta);
    }

    private static Blob blob(Path path, FileChannel file, ByteRange range) throws IOException {
        if (Files.isDirectory(path)) {
            throw new NoSuchFileException(path.toString());
        }
        Trailer trailer = Trailer.read(file, path);
        long total = trailer.length();
        if (range.offset() >= total && !range.equals(ByteRange.ALL)) {
            throw new RangeNotSatisfiableException(total);
        }
        long length = Math.min(range.length(), total - range.offset());
        String cacheControl = trailer.meta().cacheControl();
        Optional<Blob.FileSlice> slice = cacheControl != null && cacheControl.contains("immutable")
                ? Optional.of(new Blob.FileSlice(path, range.offset(), length))
                : Optional.empty();
        InputStream body = new FileRange(file, range.offset(), length);
        return new Blob(total, range.offset(), length, trailer.etag(), trailer.meta(), body, slice);
    }

    private StoreException fault(String what, IOException e) {
        return DiskFaults.of(root, what, e);
    }
}
