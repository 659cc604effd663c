package dev.headwater.api.admin.uploads;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.store.TableStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads to a folder of this machine: {@code ID/NAME}. They go after a day, but not what something was made of. */
public final class FolderUploads implements Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(FolderUploads.class);
    static final long MAX_BYTES = 64L << 30;
    /** Stays free for what runs. */
    private static final long SPARE_BYTES = 1L << 30;

    private static final String PART = ".part";
    private static final String ROUTE = "/admin/api/v1/uploads/";
    private static final int BUFFER = 64 << 10;

    private final UploadBook book;
    private final Path folder;
    private final Supplier<Set<Path>> used;
    private final Set<String> receiving = ConcurrentHashMap.newKeySet();

    /**
     * Uploads of one process.
     *
     * @param folder nobody else's; made where it is not there
     * @param used the files that something is made of
     * @param random of ids, which nobody is to guess
     */
    public FolderUploads(
            TableStore sessions, Path folder, Supplier<Set<Path>> used, InstantSource clock, RandomGenerator random) {
        this.book = new UploadBook(sessions, clock, random);
        this.folder = folder.toAbsolutePath().normalize();
        this.used = used;
    }

    @Override
    public Upload announce(Caller caller, String name, long size) {
        sweep();
        checkRoom(book.admit(caller, size, MAX_BYTES) + size);
        return book.announce(caller, name, size, ROUTE);
    }

    private void checkRoom(long wanted) {
        try {
            Files.createDirectories(folder);
            if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
                // A list of lines has their passwords.
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            if (Files.getFileStore(folder).getUsableSpace() - SPARE_BYTES < wanted) {
                throw OperationException.conflict("the server's disk has no room for that");
            }
        } catch (IOException e) {
            throw OperationException.conflict("the server's folder for uploads can not be written");
        }
    }

    @Override
    public Optional<Upload> find(Caller caller, String id) {
        return book.find(caller, id).filter(this::isThere);
    }

    @Override
    public List<Upload> list(Caller caller) {
        return book.list(caller).stream().filter(this::isThere).toList();
    }

    private boolean isThere(Upload one) {
        return !book.isOver(one) || (one.isReady() && Files.exists(file(one)));
    }

    @Override
    public Upload receive(Caller caller, String id, InputStream in) {
        Upload upload = find(caller, id).orElseThrow(() -> OperationException.missing("there is no upload " + id));
        if (upload.isReady()) {
            throw OperationException.conflict("this upload came already");
        }
        if (!receiving.add(id)) {
            throw OperationException.conflict("this upload is being sent already");
        }
        try {
            write(upload, in);
            return book.arrived(upload);
        } finally {
            receiving.remove(id);
        }
    }

    private void write(Upload upload, InputStream in) {
        Path file = file(upload);
        Path own = folder.resolve(upload.id());
        Path part = own.resolve(PART);
        try {
            Files.createDirectories(own);
            long length = copied(in, part, upload.size());
            if (length != upload.size()) {
                throw OperationException.invalid(
                        "size", "of " + upload.size() + " announced bytes " + length + " came; send all of them again");
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw OperationException.conflict("the upload broke off, or could not be kept; send it again");
        } finally {
            try {
                Files.deleteIfExists(part);
            } catch (IOException e) {
                LOG.warn("a part of an upload can not be removed: {}", e.getMessage());
            }
        }
    }

    private static long copied(InputStream in, Path part, long announced) throws IOException {
        long length = 0;
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                length += read;
                if (length > announced) {
                    throw OperationException.invalid("size", "more than the " + announced + " announced bytes came");
                }
                out.write(buffer, 0, read);
            }
        }
        return length;
    }

    @Override
    public void remove(Upload upload) {
        if (receiving.contains(upload.id())) {
            throw OperationException.conflict("this upload is being sent");
        }
        book.forget(upload);
        delete(folder.resolve(upload.id()));
    }

    @Override
    public String resolve(Call call, String field, String source) {
        return UploadBook.named(this, call, field, source)
                .map(upload -> file(upload).toString())
                .orElse(source);
    }

    /** Removes what is over, and what a kill left. */
    public void sweep() {
        List<Upload> over = book.over().stream()
                .filter(one -> !receiving.contains(one.id()) && isOurs(one))
                .toList();
        if (over.isEmpty()) {
            return;
        }
        Set<Path> kept = used.get();
        over.stream().filter(one -> !kept.contains(file(one))).forEach(this::remove);
    }

    /** Where tables are shared the book has uploads that lie elsewhere: what is made of those we can not tell. */
    private boolean isOurs(Upload one) {
        boolean isForUs = one.url() != null && one.url().startsWith(ROUTE);
        return one.isReady() ? Files.isDirectory(folder.resolve(one.id())) : isForUs;
    }

    private Path file(Upload upload) {
        return folder.resolve(upload.id()).resolve(upload.name());
    }

    private static void delete(Path place) {
        if (!Files.isDirectory(place)) {
            return;
        }
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(place);
        } catch (IOException e) {
            LOG.warn("an upload can not be removed: {}", e.getMessage());
        }
    }
}
