package dev.headwater.aws.secrets;

import dev.headwater.aws.FunctionNeeds;
import dev.headwater.core.catalog.SourceSeal;
import dev.headwater.core.store.SecretStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The secrets a function, or another process, needs. Of others, that no role of its lets it read, it gets some of its own,
 * which are kept nowhere: what stands on them is part of every composition, and never asked in this process.
 */
public final class NeededSecrets implements SecretStore {
    private final SecretStore store;
    private final FunctionNeeds needs;
    private final Map<String, byte[]> own = new ConcurrentHashMap<>();

    public NeededSecrets(SecretStore store, FunctionNeeds needs) {
        this.store = store;
        this.needs = needs;
    }

    @Override
    public byte[] getOrCreate(String name, Supplier<byte[]> create) {
        if (name.equals(SourceSeal.KEY) && !needs.readsSecret(name)) {
            // With one of its own it would seal what nobody opens again.
            throw new IllegalStateException("sources are not for this process");
        }
        return needs.readsSecret(name)
                ? store.getOrCreate(name, create)
                : own.computeIfAbsent(
                                SecretStore.requireName(name), _ -> create.get().clone())
                        .clone();
    }
}
