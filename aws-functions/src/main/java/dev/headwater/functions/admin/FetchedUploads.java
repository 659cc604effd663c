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
import java.util.List;
import java.util.Optional;

/** Uploads in a bucket, for work that reads files: one that is named is fetched, and stands for the file it became. */
public final class FetchedUploads implements Uploads {
    private final Uploads uploads;
    private final ObjectReader bucket;
    private final Path folder;

    /** @param folder for the files: each is in a folder of its upload's id, as the server of one machine has it */
    public FetchedUploads(Uploads uploads, ObjectReader bucket, Path folder) {
        this.uploads = uploads;
        this.bucket = bucket;
        this.folder = folder;
    }

    @Override
    public String resolve(Call call, String field, String source) {
        return UploadBook.named(uploads, call, field, source)
                .map(upload -> fetched(field, upload).toString())
                .orElse(source);
    }

    private Path fetched(String field, Upload upload) {
        Path file = folder.resolve("uploads").resolve(upload.id()).resolve("file");
        try (Blob blob = bucket.get("uploads/" + upload.id(), ByteRange.ALL)
                        .orElseThrow(() -> OperationException.invalid(field, "this upload is gone"));
                InputStream in = blob.body()) {
            Files.createDirectories(file.getParent());
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
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
