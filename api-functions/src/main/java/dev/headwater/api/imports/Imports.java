package dev.headwater.api.imports;

import dev.headwater.core.importing.ImportException;
import dev.headwater.core.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs imports, one at a time, each on a thread of its own: whoever started one asks from time to time how it stands, and
 * it goes on if nobody does. One that ended half way is run again, and comes to the same end.
 */
public final class Imports {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final long MAX_WAIT_MILLIS = 5_000;

    private final ImportParts parts;
    private final ImportStore store;
    private final Opener opener;
    private final Path spoolFolder;
    private final Consumer<ImportRun> ended;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private @Nullable ImportRun running;

    /**
     * Over these parts.
     *
     * @param spoolFolder where what is fetched lies meanwhile; nobody else's
     * @param ended told of each import that came to its end
     */
    public Imports(ImportParts parts, Path spoolFolder, Consumer<ImportRun> ended) {
        this.parts = parts;
        this.store = new ImportStore(parts.tables().catalog());
        this.opener = new Opener(parts.resolver());
        this.spoolFolder = spoolFolder;
        this.ended = ended;
        Spool.empty(spoolFolder);
    }

    /**
     * Begins an import.
     *
     * @throws ImportException where another one runs, or its name was made and belongs to another source
     */
    public ImportRun start(ImportRequest request) {
        return start(request, _ -> {});
    }

    /**
     * The same.
     *
     * @param watch told how it stands, often, and last how it ended; a {@link CancellationException} of it ends the import
     */
    public ImportRun start(ImportRequest request, Consumer<ImportRun> watch) {
        checkOrigin(request);
        ImportRun begun = ImportRun.begun(request, parts.clock().instant());
        lock.lock();
        try {
            if (running != null) {
                throw new ImportException("the import '" + running.name() + "' is running; wait until it is done");
            }
            running = begun;
        } finally {
            lock.unlock();
        }
        Thread.ofPlatform().daemon().name("import").start(() -> run(request, begun, watch));
        return begun;
    }

    /** A name that was made may be made of two sources, such as two accounts at one host; one that was given is meant. */
    private void checkOrigin(ImportRequest request) {
        boolean isOthers = !request.isNamed()
                && store.origin(request.label())
                        .filter(stored -> !stored.equals(request.fingerprint()))
                        .isPresent();
        if (isOthers) {
            throw new ImportException("'" + request.label() + "' is the name of another source already: give this one a"
                    + " --name of its own, or, if it is the same one at another place, --name " + request.label()
                    + ". Nothing was changed");
        }
    }

    /** How an import stands; empty: none of that name ever began. Waits up to so long for its end. */
    public Optional<ImportRun> status(String name, long waitMillis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(Math.min(MAX_WAIT_MILLIS, waitMillis));
            while (running != null && running.name().equals(name) && left > 0) {
                left = over.awaitNanos(left);
            }
            if (running != null && running.name().equals(name)) {
                return Optional.of(running);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return store.run(name).map(this::seen);
    }

    /** The last run of every source. */
    public List<ImportRun> list() {
        return store.runs().stream().map(this::seen).toList();
    }

    /** One that runs nowhere did not come to its end. */
    private ImportRun seen(ImportRun stored) {
        lock.lock();
        try {
            if (running != null && running.name().equals(stored.name())) {
                return running;
            }
        } finally {
            lock.unlock();
        }
        return stored.isOver()
                ? stored
                : stored.ended(ImportRun.INTERRUPTED, "it did not end: run it again", stored.updatedAt());
    }

    private void run(ImportRequest request, ImportRun begun, Consumer<ImportRun> watch) {
        ImportRun outcome = begun.ended(ImportRun.FAILED, "it ended without a word", begun.startedAt());
        try (Spool spool = Spool.in(spoolFolder)) {
            store.save(begun);
            outcome = new ImportJob(parts, store, opener, spool, request, begun, run -> {
                        show(run);
                        watch.accept(run);
                    })
                    .run();
        } catch (CancellationException e) {
            outcome = last(begun)
                    .ended(
                            ImportRun.CANCELLED,
                            "it was cancelled; run again, it goes on",
                            parts.clock().instant());
        } catch (ImportException | IllegalArgumentException e) {
            outcome = failed(begun, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            LOG.warn("the import {} broke off: {}", begun.name(), e.getMessage());
            outcome = failed(begun, "it broke off: " + e.getMessage() + "; run it again");
        } catch (Throwable e) { // errors too: whoever waits has to be told
            LOG.error("the import {} failed", begun.name(), e);
            outcome = failed(begun, "it failed (see the server's output); run it again");
        } finally {
            end(outcome, watch);
        }
    }

    private ImportRun failed(ImportRun begun, String why) {
        return last(begun).ended(ImportRun.FAILED, why, parts.clock().instant());
    }

    private ImportRun last(ImportRun begun) {
        lock.lock();
        try {
            return running == null ? begun : running;
        } finally {
            lock.unlock();
        }
    }

    private void show(ImportRun run) {
        lock.lock();
        try {
            running = run;
        } finally {
            lock.unlock();
        }
    }

    private void end(ImportRun run, Consumer<ImportRun> watch) {
        try {
            store.save(run);
        } catch (RuntimeException e) {
            LOG.warn("how the import {} ended can not be stored: {}", run.name(), e.getMessage());
        }
        ended.accept(run);
        lock.lock();
        try {
            running = null;
            over.signalAll();
        } finally {
            lock.unlock();
        }
        watch.accept(run);
    }
}
