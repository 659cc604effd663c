package dev.headwater.core.store;

final class InMemorySecretStoreTest extends SecretStoreContract {
    @Override
    protected SecretStore open() {
        return new InMemorySecretStore();
    }
}
