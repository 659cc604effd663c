package dev.headwater.core.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.InMemorySecretStore;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class AccessTokenKeysTest {
    @Test
    void everyProcessHasTheSameSecretAndNoneCanChangeIt() {
        InMemorySecretStore secrets = new InMemorySecretStore();
        AccessTokenKeys keys = new AccessTokenKeys(secrets, new SecureRandom());
        byte[] current = keys.current();
        assertThat(current).hasSizeGreaterThanOrEqualTo(32);
        keys.current()[0]++;
        assertThat(keys.current()).isEqualTo(current);
        assertThat(new AccessTokenKeys(secrets, new SecureRandom()).current()).isEqualTo(current);
    }

    @Test
    void aShortSecretIsRefused() {
        InMemorySecretStore secrets = new InMemorySecretStore();
        secrets.getOrCreate("admin-token-key-1", () -> new byte[31]);
        assertThatThrownBy(() -> new AccessTokenKeys(secrets, new SecureRandom()))
                .isInstanceOf(IllegalStateException.class);
    }
}
