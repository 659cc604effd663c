package dev.headwater.api.admin.uploads;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.ServerFiles;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What was announced and what of it came, wherever the files themselves lie. Uploads go after a day. */
public final class UploadBook {
    /** How a file is to be sent, whoever it is. */
    public static final String METHOD = "PUT";

    public static final String CONTENT_TYPE = "application/octet-stream";

    private static final int MAX_WAITING = 100;
    /** Of one who asks: nobody keeps all others from theirs. */
    private static final int MAX_WAITING_OF_ONE = 20;

    private static final Duration KEPT = Duration.ofHours(24);
    private static final String UPLOADS = "UPLOADS";
    static final String PREFIX = "upload:";

    private final ItemTable<Upload> table;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random of ids, which nobody is to guess */
    public UploadBook(TableStore sessions, InstantSource clock, RandomGenerator random) {
        this.table = new ItemTable<>(sessions, ItemCodec.of(Upload.class));
        this.clock = clock;
        this.random = random;
    }

    /**
     * Looks whether one more may be announced. Returns how many bytes are announced and did not come yet.
     *
     * @throws OperationException where it is too large, or too many are to come
     */
    public long admit(Caller caller, long size, long maxBytes) {
        if (size < 1 || size > maxBytes) {
            throw OperationException.invalid("size", "an upload has 1 to " + maxBytes + " bytes");
        }
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
        return waiting.stream().mapToLong(Upload::size).sum();
    }

    /**
     * Notes one that was admitted.
     *
     * @param route under which all are sent to this server, with its slash; null: to somewhere else
     */
    public Upload announce(Caller caller, String name, long size, @Nullable String route) {
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
                route == null ? null : route + id,
                route == null ? null : METHOD,
                route == null ? null : Map.of("Content-Type", CONTENT_TYPE),
                null);
        table.put(key(id), upload);
        return upload;
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

    /** One that is theirs to see, also when it is over. */
    public Optional<Upload> find(Caller caller, String id) {
        return id.matches("[0-9a-f]{24}")
                ? table.find(key(id)).filter(one -> caller.sees(one.owner()))
                : Optional.empty();
    }

    /** All that are theirs to see, also when they are over. */
    public List<Upload> list(Caller caller) {
        return table.list(UPLOADS).stream()
                .filter(one -> caller.sees(one.owner()))
                .toList();
    }

    /** Those whose day has passed, of everybody. */
    public List<Upload> over() {
        return table.list(UPLOADS).stream().filter(this::isOver).toList();
    }

    public boolean isOver(Upload upload) {
        return !upload.expiresAt().isAfter(clock.instant());
    }

    public boolean isReady(Upload upload) {
        return upload.isReady();
    }

    /** Notes that all of it came. */
    public Upload arrived(Upload upload) {
        Upload ready = upload.ready();
        table.put(key(upload.id()), ready);
        return ready;
    }

    public void forget(Upload upload) {
        table.delete(key(upload.id()));
    }

    /**
     * The upload that a source names; empty: it names something else, which who asks may.
     *
     * @param field which one the source was sent in
     * @throws OperationException where it names no upload that came, or what only the machine's owner may
     */
    public static Optional<Upload> named(Uploads uploads, Call call, String field, String source) {
        if (!source.startsWith(PREFIX)) {
            ServerFiles.check(call, field, source);
            return Optional.empty();
        }
        Upload upload = uploads.find(call.caller(), source.substring(PREFIX.length()))
                .orElseThrow(() -> OperationException.invalid(field, "there is no such upload, or not any more"));
        if (!upload.isReady()) {
            throw OperationException.invalid(field, "this upload did not come yet");
        }
        return Optional.of(upload);
    }

    private static Key key(String id) {
        return new Key(UPLOADS, id);
    }
}
