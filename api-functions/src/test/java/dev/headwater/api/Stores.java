package dev.headwater.api;

import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.InMemorySecretStore;

/** What outlives a process. */
record Stores(
        Watched catalog, Watched accounts, Watched sessions, InMemoryObjectStore objects, InMemorySecretStore secrets) {
    static Stores empty() {
        return new Stores(
                new Watched(), new Watched(), new Watched(), new InMemoryObjectStore(), new InMemorySecretStore());
    }
}
