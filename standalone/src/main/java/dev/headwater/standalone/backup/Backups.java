package dev.headwater.standalone.backup;

import dev.headwater.api.admin.OperationException;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes backups of what this process runs on, one at a time, each on a thread of its own. */
public final class Backups {
    static final String HEADWATER = "0.1.0";
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);

    private final Supplier<Source> sources;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Job> last = new AtomicReference<>();

    /** @param sources opened once for each backup */
    public Backups(Supplier<Source> sources, InstantSource clock) {
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

    private static final class Job {
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile BackupRun run;

        Job(BackupRun run) {
            this.run = run;
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

    /** @throws OperationException where it can not even begin, or another is running */
    BackupRun start(BackupRequest request) {
        Path file = absolute(request.file());
        Passphrase passphrase =
                PassphraseFile.read(request.passphraseFile() == null ? null : absolute(request.passphraseFile()));
        if (Files.exists(file)) {
            throw OperationException.conflict(file + " is there already; name another file");
        }
        Job job = new Job(BackupRun.begun(request));
        Job before = last.get();
        if ((before != null && before.run.state().equals("running")) || !last.compareAndSet(before, job)) {
            throw OperationException.conflict("another backup is being made");
        }
        Thread.ofPlatform().name("backup").daemon().start(() -> run(job, file, passphrase));
        return job.run;
    }

    /** How the last one stands, or empty-handed: an {@link OperationException}. */
    BackupRun status(long waitMillis) {
        Job job = last.get();
        if (job == null) {
            throw OperationException.missing("no backup was made since the server was started");
        }
        try {
            var _ = job.ended.await(Math.clamp(waitMillis, 0, 10_000), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return job.run;
    }

    private void run(Job job, Path file, @Nullable Passphrase passphrase) {
        try {
            try (BackupFile backup = new BackupFile(file)) {
                Contents contents = write(
                        backup.stream(),
                        passphrase,
                        job.run.media(),
                        (step, done, all) -> job.run = job.run.at(step, done));
                job.run = job.run.done(backup.keep(), contents);
            }
        } catch (IOException e) {
            job.run = job.run.failed(file + " can not be written: " + DiskFaults.reason(e));
        } catch (BackupException | StoreException e) {
            job.run = job.run.failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("the backup to {} failed", file, e);
            job.run = job.run.failed("the backup failed: " + e.getClass().getSimpleName());
        } finally {
            job.ended.countDown();
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
