package dev.headwater.local.tables;

import dev.headwater.core.store.StoreException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.sqlite.SQLiteException;

/** Says what is wrong with one file in words an operator can act on. */
record Faults(Path file) {
    StoreException of(Throwable cause) {
        return new StoreException(file + ": " + describe(cause), cause);
    }

    StoreException closed() {
        return new StoreException(file + ": the table is closed");
    }

    StoreException newer(int found, int known) {
        return new StoreException(file + ": written by a newer Headwater (file schema " + found + ", this one knows "
                + known + "); start that version, or restore a backup");
    }

    /** Waits for what another thread does; an interrupt does not cut it short, or nobody would know what was written. */
    <T> T await(CompletableFuture<T> outcome) {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            throw of(e.getCause() == null ? e : e.getCause());
        }
    }

    private static String describe(Throwable cause) {
        if (!(cause instanceof SQLiteException fault)) {
            return "the table failed: " + cause;
        }
        // The low byte is the primary code, the rest tells the kind of it.
        return switch (fault.getResultCode().code & 0xff) {
            case 13 -> "the disk is full";
            case 11 -> "the file is corrupt; restore a backup";
            case 26 -> "the file is no SQLite database";
            case 8 -> "the file can not be written";
            case 14 -> "the file can not be opened";
            case 10 -> "the disk can not be read or written";
            case 5, 6 -> "the file is locked by another program";
            default -> "the table failed: " + fault.getMessage();
        };
    }
}
