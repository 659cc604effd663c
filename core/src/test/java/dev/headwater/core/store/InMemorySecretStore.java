package dev.headwater.core.store;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Secrets in memory, for tests. */
public final class InMemorySecretStore implements SecretStore {
    private final Map<String, byte[]> secrets = new HashMap<>();

    @Override
    public synchronized byte[] getOrCreate(String name, Supplier<byte[]> create) {
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("not a name of a secret");
        }
        return secrets.computeIfAbsent(name, missing -> create.get().clone()).clone();
    }
}
