package dev.headwater.api.admin.uploads;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.ServerFiles;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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

    private static final int MAX_WAITING = 100;
    /** Of one who asks: nobody keeps all others from theirs. */
    private static final int MAX_WAITING_OF_ONE = 20;

    private static final Duration KEPT = Duration.ofHours(24);
    private static final String UPLOADS = "UPLOADS";
    private static final String PREFIX = "upload:";
    private static final String PART = ".part";
    private static final String ROUTE = "/admin/api/v1/uploads/";
    private static final int BUFFER = 64 << 10;

    private final ItemTable<Upload> table;
    private final Path folder;
    private final Supplier<Set<Path>> used;
    private final InstantSource clock;
    private final RandomGenerator random;
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
        this.table = new ItemTable<>(sessions, ItemCodec.of(Upload.class));
        this.folder = folder.toAbsolutePath().normalize();
        this.used = used;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Upload announce(Caller caller, String name, long size) {
        if (size < 1 || size > MAX_BYTES) {
            throw OperationException.invalid("size", "an upload has 1 to " + MAX_BYTES + " bytes");
        }
        sweep();
        List<Upload> waiting =
                table.list(UPLOADS).stream().filter(one -> !one.isReady()).toList();
        long own =
                waiting.stream().filter(one -> one.by().equals(caller.name())).count();
        if (own >= MAX_WAITING_OF_ONE) {
            throw OperationException.conflict(
                    "you announced " + own + " uploads that did not come yet: send or remove them first");
        }
        if (waiting.size() >= MAX_WAITING) {
            throw OperationException.conflict(
                    "there are " + waiting.size() + " uploads that did not come yet: send or remove them first");
        }
        checkRoom(waiting.stream().mapToLong(Upload::size).sum() + size);
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        Upload upload = new Upload(
                id,
                harmless(name),
                size,
                Upload.WAITING,
                caller.name(),
                caller.tenant(),
                clock.instant().plus(KEPT),
                ROUTE + id,
                "PUT",
                Map.of("Content-Type", "application/octet-stream"));
        table.put(key(id), upload);
        return upload;
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

    /** What can be the name of a file and nothing else. */
    private static String harmless(String name) {
        String last = name.replaceFirst("^.*[/\\\\]", "")
                .replaceAll("[^A-Za-z0-9._ -]+", "_")
                .strip();
        String plain = last.replaceFirst("^\\.+", "");
        if (plain.isEmpty()) {
            throw OperationException.invalid("name", "a file has a name");
        }
        // The end of a name says what is in it.
        return plain.substring(Math.max(0, plain.length() - 100));
    }

    @Override
    public Optional<Upload> find(Caller caller, String id) {
        return id.matches("[0-9a-f]{24}")
                ? table.find(key(id)).filter(one -> caller.sees(one.owner())).filter(this::isThere)
                : Optional.empty();
    }

    @Override
    public List<Upload> list(Caller caller) {
        return table.list(UPLOADS).stream()
                .filter(one -> caller.sees(one.owner()))
                .filter(this::isThere)
                .toList();
    }

    private boolean isThere(Upload one) {
        return one.expiresAt().isAfter(clock.instant()) || (one.isReady() && Files.exists(file(one)));
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
            Upload ready = upload.ready();
            table.put(key(id), ready);
            return ready;
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
        table.delete(key(upload.id()));
        delete(folder.resolve(upload.id()));
    }

    @Override
    public String resolve(Call call, String field, String source) {
        if (!source.startsWith(PREFIX)) {
            ServerFiles.check(call, field, source);
            return source;
        }
        Upload upload = find(call.caller(), source.substring(PREFIX.length()))
                .orElseThrow(() -> OperationException.invalid(field, "there is no such upload, or not any more"));
        if (!upload.isReady()) {
            throw OperationException.invalid(field, "this upload did not come yet");
        }
        return file(upload).toString();
    }

    /** Removes what is over, and what a kill left. */
    public void sweep() {
        Instant now = clock.instant();
        List<Upload> over = table.list(UPLOADS).stream()
                .filter(one -> !one.expiresAt().isAfter(now) && !receiving.contains(one.id()))
                .toList();
        if (over.isEmpty()) {
            return;
        }
        Set<Path> kept = used.get();
        over.stream().filter(one -> !kept.contains(file(one))).forEach(this::remove);
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

    private static Key key(String id) {
        return new Key(UPLOADS, id);
    }
}
