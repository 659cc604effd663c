package dev.headwater.core.store;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Keys and peppers: small byte strings by name ({@code [a-z0-9-]+}), never logged, never in the database. */
public interface SecretStore {
    /** What a name may be. */
    Pattern NAME = Pattern.compile("[a-z0-9-]+");

    /**
     * Returns the secret, making and keeping it first where there is none; every caller gets the same bytes.
     *
     * @throws StoreException when it can neither be read nor made
     */
    byte[] getOrCreate(String name, Supplier<byte[]> create);

    /** Returns the name, or throws {@link IllegalArgumentException}. */
    static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of a secret");
        }
        return name;
    }
}
