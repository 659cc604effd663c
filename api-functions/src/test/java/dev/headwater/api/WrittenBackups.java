package dev.headwater.api;

import dev.headwater.api.admin.backup.BackupMaker;
import dev.headwater.api.admin.backup.BackupRequest;
import dev.headwater.api.admin.backup.BackupRun;
import dev.headwater.core.backup.Contents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Files that say whose backup they are, made at once. */
record WrittenBackups(Path folder) implements BackupMaker {
    /** Larger than what is written to a connection at once. */
    static final String LINE = "a backup of nothing\n".repeat(20_000);

    @Override
    public void start(String id, BackupRequest request, Consumer<BackupRun> watch) {
        try {
            byte[] bytes = (id + LINE).getBytes(StandardCharsets.UTF_8);
            Files.write(folder.resolve(id), bytes);
            watch.accept(BackupRun.begun(request).done(bytes.length, new Contents(0, 0, 0, 0, 0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Path> find(String id) {
        return Optional.of(folder.resolve(id)).filter(Files::isRegularFile);
    }

    @Override
    public void remove(String id) {
        try {
            Files.deleteIfExists(folder.resolve(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
