package dev.headwater.core.store;

import java.util.List;

/** The whole of the secrets, as backup and restore see them; what only uses some by name asks for a {@link SecretStore}. */
public interface RestorableSecretStore extends SecretStore {
    /** The name of every secret, in order. */
    List<String> names();

    /** Keeps a secret in the place of whatever has its name: for restore only, since others have read what was before. */
    void put(String name, byte[] secret);
}
