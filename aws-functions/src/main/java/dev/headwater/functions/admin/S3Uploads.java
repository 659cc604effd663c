package dev.headwater.functions.admin;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.uploads.Upload;
import dev.headwater.api.admin.uploads.UploadBook;
import dev.headwater.api.admin.uploads.Uploads;
import dev.headwater.aws.objects.PresignedUploads;
import dev.headwater.aws.objects.PresignedUploads.Arrived;
import dev.headwater.aws.objects.PresignedUploads.Target;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Permission;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Uploads that go straight into a bucket: {@code uploads/ID}. The address an announcement answers with is signed, and is no
 * part of what is stored: whoever asks for a waiting upload and may send one is told a new one.
 */
public final class S3Uploads implements Uploads {
    private static final String FOLDER = "uploads/";
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final UploadBook book;
    private final PresignedUploads files;
    private final Supplier<Set<String>> used;
    private final InstantSource clock;

    /** @param used the ids of uploads that something is made of: asked when some are over */
    public S3Uploads(UploadBook book, PresignedUploads files, Supplier<Set<String>> used, InstantSource clock) {
        this.book = book;
        this.files = files;
        this.used = used;
        this.clock = clock;
    }

    @Override
    public Upload announce(Caller caller, String name, long size) {
        sweep();
        book.admit(caller, size, PresignedUploads.MAX_BYTES);
        return addressed(caller, book.announce(caller, name, size, null));
    }

    @Override
    public Optional<Upload> find(Caller caller, String id) {
        return book.find(caller, id).flatMap(this::asItIs).map(upload -> addressed(caller, upload));
    }

    @Override
    public List<Upload> list(Caller caller) {
        return book.list(caller).stream()
                .flatMap(upload -> asItIs(upload).stream())
                .map(upload -> addressed(caller, upload))
                .toList();
    }

    @Override
    public Upload receive(Caller caller, String id, InputStream file) {
        throw OperationException.conflict(
                "uploads are not sent to this server: send the file to the url of the upload, with its method and headers");
    }

    @Override
    public void remove(Upload upload) {
        files.delete(key(upload));
        book.forget(upload);
    }

    /** {@inheritDoc} An upload stays {@code upload:ID}: whoever reads it finds it in the bucket. */
    @Override
    public String resolve(Call call, String field, String source) {
        return UploadBook.named(this, call, field, source)
                .map(upload -> "upload:" + upload.id())
                .orElse(source);
    }

    /** Removes what is over, unless something is made of it. */
    public void sweep() {
        List<Upload> over = book.over();
        if (over.isEmpty()) {
            return;
        }
        Set<String> kept = used.get();
        over.stream().filter(upload -> !kept.contains(upload.id())).forEach(this::remove);
    }

    /** Nobody tells this server when a file has come: it looks. Empty where it is over, or its file is gone. */
    private Optional<Upload> asItIs(Upload upload) {
        boolean isReady = book.isReady(upload);
        boolean isOver = book.isOver(upload);
        if (isReady && !isOver) {
            return Optional.of(upload);
        }
        Optional<Arrived> file = files.find(key(upload)).filter(came -> came.size() == upload.size());
        if (file.isPresent()) {
            return Optional.of(isReady ? upload : book.arrived(upload));
        }
        return isOver ? Optional.empty() : Optional.of(upload);
    }

    private Upload addressed(Caller caller, Upload upload) {
        if (book.isReady(upload) || !caller.may(Permission.CATALOG_WRITE)) {
            return upload;
        }
        Duration left = Duration.between(clock.instant(), upload.expiresAt());
        Target target = files.announce(
                key(upload), upload.size(), UploadBook.CONTENT_TYPE, left.compareTo(SHORTEST) < 0 ? SHORTEST : left);
        return upload.to(target.url().toString(), target.method(), target.headers());
    }

    private static String key(Upload upload) {
        return FOLDER + upload.id();
    }
}
