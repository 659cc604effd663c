package dev.headwater.functions.admin;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.uploads.Upload;
import dev.headwater.api.admin.uploads.UploadBook;
import dev.headwater.api.admin.uploads.Uploads;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Uploads in a bucket, for work that reads files: one that is named is fetched, and stands for the file it became. */
public final class FetchedUploads implements Uploads {
    /** For what is made of the file. */
    private static final long SPARE = 256L << 20;

    private final Uploads uploads;
    private final ObjectReader bucket;
    private final Path folder;
    private final LongSupplier room;

    /** @param folder for the files: each is in a folder of its upload's id, as the server of one machine has it */
    public FetchedUploads(Uploads uploads, ObjectReader bucket, Path folder) {
        this(uploads, bucket, folder, () -> room(folder));
    }

    FetchedUploads(Uploads uploads, ObjectReader bucket, Path folder, LongSupplier room) {
        this.uploads = uploads;
        this.bucket = bucket;
        this.folder = folder;
        this.room = room;
    }

    @Override
    public String resolve(Call call, String field, String source) {
        return UploadBook.named(uploads, call, field, source)
                .map(upload -> fetched(field, upload).toString())
                .orElse(source);
    }

    private Path fetched(String field, Upload upload) {
        Path own = folder.resolve("uploads").resolve(upload.id());
        Path file = own.resolve("file");
        create(own);
        long left = room.getAsLong();
        if (upload.size() > left - SPARE) {
            throw OperationException.invalid(
                    field,
                    "this upload has " + upload.size() + " bytes, and the function that reads it has room for "
                            + Math.max(0, left - SPARE)
                            + ": a server over the same tables can do it, headwater up --cloud aws");
        }
        try (Blob blob = bucket.get("uploads/" + upload.id(), ByteRange.ALL)
                        .orElseThrow(() -> OperationException.invalid(field, "this upload is gone"));
                InputStream in = blob.body()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what was fetched: it was for one piece of work. */
    public void clear() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long room(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Upload announce(Caller caller, String name, long size) {
        return uploads.announce(caller, name, size);
    }

    @Override
    public Optional<Upload> find(Caller caller, String id) {
        return uploads.find(caller, id);
    }

    @Override
    public List<Upload> list(Caller caller) {
        return uploads.list(caller);
    }

    @Override
    public Upload receive(Caller caller, String id, InputStream file) {
        return uploads.receive(caller, id, file);
    }

    @Override
    public void remove(Upload upload) {
        uploads.remove(upload);
    }
}
