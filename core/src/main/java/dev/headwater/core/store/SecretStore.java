package dev.headwater.core.store;

import java.util.function.Supplier;

/** Keys and peppers: small byte strings by name ({@code [a-z0-9-]+}), never logged, never in the database. */
public interface SecretStore {
    /**
     * Returns the secret, making and keeping it first where there is none; every caller gets the same bytes.
     *
     * @throws StoreException when it can neither be read nor made
     */
    byte[] getOrCreate(String name, Supplier<byte[]> create);
}
