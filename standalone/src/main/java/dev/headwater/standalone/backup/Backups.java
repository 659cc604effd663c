package dev.headwater.standalone.backup;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.backup.BackupMaker;
import dev.headwater.api.admin.backup.BackupRequest;
import dev.headwater.api.admin.backup.BackupRun;
import dev.headwater.core.backup.BackupException;
import dev.headwater.core.backup.BackupSource;
import dev.headwater.core.backup.BackupWriter;
import dev.headwater.core.backup.Contents;
import dev.headwater.core.backup.Passphrase;
import dev.headwater.core.backup.Progress;
import dev.headwater.core.store.StoreException;
import dev.headwater.local.folder.DiskFaults;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes backups of what this process runs on, one at a time, each on a thread of its own. */
public final class Backups implements BackupMaker {
    static final String HEADWATER = "0.1.0";
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);

    private final Supplier<Source> sources;
    private final InstantSource clock;
    private final KeptBackups kept;
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * Backups of one folder.
     *
     * @param sources opened once for each backup
     * @param folder for those that are to be fetched; made when the first is begun
     */
    public Backups(Supplier<Source> sources, Path folder, InstantSource clock) {
        this.kept = new KeptBackups(folder, clock);
        this.sources = sources;
        this.clock = clock;
    }

    /** What a backup is made of, until it is closed. */
    public record Source(BackupSource stores, AutoCloseable held) implements AutoCloseable {
        @Override
        public void close() {
            try {
                held.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new StoreException("what was read for a backup can not be let go", e);
            }
        }
    }

    /** Writes a backup to a stream, which stays open. Blocks; to be called on a platform thread. */
    public Contents write(OutputStream out, @Nullable Passphrase passphrase, boolean media, Progress progress)
            throws IOException {
        try (Source source = sources.get()) {
            return new BackupWriter(source.stores(), HEADWATER, new SecureRandom(), clock)
                    .write(out, passphrase, media, progress);
        }
    }

    @Override
    public void start(String id, BackupRequest request, Consumer<BackupRun> watch) {
        Path named = request.file() == null ? null : absolute(request.file());
        Passphrase passphrase = passphrase(request);
        if (named != null && Files.exists(named)) {
            throw OperationException.conflict(named + " is there already; name another file");
        }
        if (!busy.compareAndSet(false, true)) {
            throw OperationException.conflict("another backup is being made");
        }
        Path file;
        try {
            file = named == null ? kept.begin(id) : named;
        } catch (IOException e) {
            busy.set(false);
            throw new OperationException("the backup can not be written: " + DiskFaults.reason(e));
        }
        BackupRun begun = BackupRun.begun(request);
        Thread.ofPlatform().name("backup").daemon().start(() -> {
            BackupRun ended = begun.failed("the backup ended without a word");
            try {
                ended = run(begun, file, passphrase, watch);
            } finally {
                busy.set(false);
                watch.accept(ended);
            }
        });
    }

    private BackupRun run(BackupRun begun, Path file, @Nullable Passphrase passphrase, Consumer<BackupRun> watch) {
        try (BackupFile backup = new BackupFile(file)) {
            Contents contents = write(
                    backup.stream(),
                    passphrase,
                    begun.media(),
                    (step, done, all) -> watch.accept(begun.at(step, done)));
            return begun.done(backup.keep(), contents);
        } catch (CancellationException e) {
            return begun.cancelled();
        } catch (IOException e) {
            // Over the network nobody is told of paths.
            return begun.failed(
                    (begun.file() == null ? "the backup" : file) + " can not be written: " + DiskFaults.reason(e));
        } catch (BackupException | StoreException e) {
            return begun.failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("the backup to {} failed", file, e);
            return begun.failed("the backup failed: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public Optional<Path> find(String id) {
        return kept.find(id);
    }

    @Override
    public void remove(String id) {
        kept.remove(id);
    }

    private static @Nullable Passphrase passphrase(BackupRequest request) {
        if (request.passphrase() == null) {
            return PassphraseFile.read(request.passphraseFile() == null ? null : absolute(request.passphraseFile()));
        }
        try {
            return Passphrase.of(request.passphrase());
        } catch (BackupException e) {
            throw OperationException.invalid("passphrase", String.valueOf(e.getMessage()));
        }
    }

    private static Path absolute(String path) {
        Path file = Path.of(path);
        if (!file.isAbsolute()) {
            throw OperationException.invalid("file", "'" + path + "' is no absolute path");
        }
        return file;
    }
}
