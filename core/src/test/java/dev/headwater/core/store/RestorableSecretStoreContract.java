package dev.headwater.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What every {@link RestorableSecretStore} keeps, beside what every other store of secrets does. */
public abstract class RestorableSecretStoreContract extends SecretStoreContract {
    @Override
    protected abstract RestorableSecretStore open();

    @Test
    final void namesAreListedInOrder() {
        RestorableSecretStore store = open();
        assertThat(store.names()).isEmpty();
        store.getOrCreate("b", () -> new byte[] {1});
        store.put("a-1", new byte[] {2});
        assertThat(store.names()).containsExactly("a-1", "b");
    }

    @Test
    final void whatIsPutTakesThePlaceOfWhatWasThere() {
        RestorableSecretStore store = open();
        store.getOrCreate("key", () -> new byte[] {1});
        byte[] other = {2, 3};
        store.put("key", other);
        other[0] = 99;
        assertThat(store.getOrCreate("key", () -> new byte[] {4})).isEqualTo(new byte[] {2, 3});
    }

    @Test
    final void nothingIsPutUnderOtherNames() {
        RestorableSecretStore store = open();
        for (String name : NO_NAMES) {
            assertThatThrownBy(() -> store.put(name, new byte[] {1}))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
