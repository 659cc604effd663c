package dev.headwater.core.store;

final class InMemorySecretStoreTest extends RestorableSecretStoreContract {
    @Override
    protected RestorableSecretStore open() {
        return new InMemorySecretStore();
    }
}
