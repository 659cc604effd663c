package dev.headwater.core.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Secrets in memory, for tests. */
public final class InMemorySecretStore implements RestorableSecretStore {
    private final Map<String, byte[]> secrets = new TreeMap<>();

    @Override
    public synchronized byte[] getOrCreate(String name, Supplier<byte[]> create) {
        return secrets.computeIfAbsent(
                        SecretStore.requireName(name), missing -> create.get().clone())
                .clone();
    }

    @Override
    public synchronized List<String> names() {
        return List.copyOf(secrets.keySet());
    }

    @Override
    public synchronized void put(String name, byte[] secret) {
        secrets.put(SecretStore.requireName(name), secret.clone());
    }
}
