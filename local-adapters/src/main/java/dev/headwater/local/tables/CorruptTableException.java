package dev.headwater.local.tables;

import dev.headwater.core.store.StoreException;

/** A table's file holds what SQLite never wrote there, or a repair of it was cut short: only a repair or a backup helps. */
public final class CorruptTableException extends StoreException {
    CorruptTableException(String message) {
        super(message);
    }

    CorruptTableException(String message, Throwable cause) {
        super(message, cause);
    }
}
