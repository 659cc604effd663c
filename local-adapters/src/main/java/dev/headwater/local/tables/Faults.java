package dev.headwater.local.tables;

import dev.headwater.core.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.sqlite.SQLiteException;

/** Says what is wrong with one file in words an operator can act on. */
record Faults(Path file) {
    // Primary result codes of SQLite: https://sqlite.org/rescode.html
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int NOTADB = 26;

    StoreException of(Throwable cause) {
        if (cause instanceof StoreException known) {
            return known;
        }
        return switch (code(cause)) {
            case FULL -> new StoreException("the disk is full: the table " + file + " can not be written", cause);
            case CORRUPT -> new CorruptTableException(file + ": the file is corrupt; see: headwater repair", cause);
            case NOTADB ->
                new CorruptTableException(file + ": the file is no SQLite database; see: headwater repair", cause);
            default -> new StoreException(file + ": " + describe(cause), cause);
        };
    }

    StoreException closed() {
        return new StoreException(file + ": the table is closed");
    }

    StoreException newer(int found, int known) {
        return new StoreException(file + ": written by a newer Headwater (file schema " + found + ", this one knows "
                + known + "); start that version, or restore a backup");
    }

    StoreException older() {
        return new StoreException(
                file + ": written by an older Headwater, so a check can not tell what is wrong with it;"
                        + " a start or a repair brings it up to date");
    }

    StoreException onlyLookedAt() {
        return new StoreException(file + ": the table is only looked at");
    }

    StoreException crowded(String what) {
        return new StoreException("the store is too slow: " + what + " wait for the table " + file + " already");
    }

    StoreException late(Duration waited, String consequence) {
        return new StoreException("the store is too slow: the table " + file + " did not answer within "
                + waited.toSeconds() + " s; " + consequence);
    }

    /** Whether the fault lies with the disk or the file, so that the next change will meet it too. */
    static boolean isOfTheDisk(Throwable cause) {
        return switch (code(cause)) {
            case READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB -> true;
            default -> false;
        };
    }

    static boolean isFull(Throwable cause) {
        return code(cause) == FULL;
    }

    static boolean isCorrupt(Throwable cause) {
        return code(cause) == CORRUPT || code(cause) == NOTADB;
    }

    /**
     * Waits for what another thread does; an interrupt does not cut it short, or nobody would know what was written.
     *
     * @param late asked for what to throw when it took longer
     */
    <T> T await(CompletableFuture<T> outcome, Duration longest, Supplier<StoreException> late) {
        boolean interrupted = false;
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (true) {
                try {
                    return outcome.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    throw late.get();
                } catch (ExecutionException e) {
                    throw of(e.getCause() == null ? e : e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String describe(Throwable cause) {
        return switch (code(cause)) {
            case READONLY -> "the file can not be written";
            case CANTOPEN ->
                Files.isDirectory(file)
                                || Files.isWritable(file.toAbsolutePath().getParent())
                        ? "the file can not be opened"
                        : "the file can not be opened, and its folder not be written";
            case IOERR -> "the disk can not be read or written";
            case BUSY, LOCKED -> "the file is locked by another program";
            default -> "the table failed: " + (cause instanceof SQLiteException ? cause.getMessage() : cause);
        };
    }

    /** The low byte is the primary code, the rest tells the kind of it. 0: not SQLite's. */
    private static int code(Throwable cause) {
        return cause instanceof SQLiteException fault ? fault.getResultCode().code & 0xff : 0;
    }
}
