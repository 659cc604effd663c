package dev.headwater.api.admin.uploads;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.store.DirectUploads;
import dev.headwater.core.store.DirectUploads.Arrived;
import dev.headwater.core.store.DirectUploads.Target;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Uploads that go straight into a bucket: {@code uploads/ID}. The address an announcement answers with is signed, and is no
 * part of what is stored: whoever asks for a waiting upload and may send one is told a new one.
 */
public final class BucketUploads implements Uploads {
    private static final String FOLDER = "uploads/";
    /** What signs may be good for hours only. Whoever looks at a waiting upload gets a new URL. */
    private static final Duration SIGNED = Duration.ofHours(1);

    private final UploadBook book;
    private final DirectUploads files;
    private final Supplier<Set<String>> used;

    /** @param used the ids of uploads that something is made of: asked when some are over */
    public BucketUploads(UploadBook book, DirectUploads files, Supplier<Set<String>> used) {
        this.book = book;
        this.files = files;
        this.used = used;
    }

    @Override
    public Upload announce(Caller caller, String name, long size) {
        sweep();
        book.admit(caller, size, files.maxBytes());
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
                // Dozens of addresses each are told of one alone.
                .map(upload -> isInParts(upload) ? upload : addressed(caller, upload))
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
        if (file.isEmpty() && isInParts(upload) && !isReady) {
            file = files.join(key(upload), upload.size());
        }
        if (file.isPresent()) {
            return Optional.of(isReady ? upload : book.arrived(upload));
        }
        return isOver ? Optional.empty() : Optional.of(upload);
    }

    private Upload addressed(Caller caller, Upload upload) {
        if (book.isReady(upload) || !caller.may(Permission.CATALOG_WRITE)) {
            return upload;
        }
        if (isInParts(upload)) {
            return upload.inParts(
                    files.announceParts(key(upload), upload.size(), UploadBook.CONTENT_TYPE, SIGNED).stream()
                            .map(part -> new UploadPart(
                                    part.from(),
                                    part.size(),
                                    part.target().url().toString(),
                                    part.target().method(),
                                    part.target().headers()))
                            .toList());
        }
        Target target = files.announce(key(upload), upload.size(), UploadBook.CONTENT_TYPE, SIGNED);
        return upload.to(target.url().toString(), target.method(), target.headers());
    }

    private boolean isInParts(Upload upload) {
        return upload.size() > files.maxWhole();
    }

    private static String key(Upload upload) {
        return FOLDER + upload.id();
    }
}
