package dev.headwater.core.store;

/** The store is at fault: full, unreachable, corrupt, closed. Never a condition that did not hold. */
public class StoreException extends RuntimeException {
    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
