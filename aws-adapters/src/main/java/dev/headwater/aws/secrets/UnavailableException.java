package dev.headwater.aws.secrets;

import dev.headwater.core.store.StoreException;

/** Secrets Manager could not be asked now; nothing is known to be wrong with the secret. */
final class UnavailableException extends StoreException {
    UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
