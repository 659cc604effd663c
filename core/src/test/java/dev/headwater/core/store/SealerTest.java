package dev.headwater.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SealerTest {
    private final InMemorySecretStore secrets = new InMemorySecretStore();
    private final Sealer sealer = new Sealer(secrets, "seal-key", new SecureRandom());

    @Test
    void whatIsSealedOpensUnderItsKeyAndContextOnly() {
        String sealed = sealer.seal("canary", "ada");
        assertThat(sealed).doesNotContain("canary").isNotEqualTo(sealer.seal("canary", "ada"));
        assertThat(new Sealer(secrets, "seal-key", new SecureRandom()).unseal(sealed, "ada"))
                .isEqualTo("canary");
        assertThatThrownBy(() -> sealer.unseal(sealed, "bob")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealer.unseal("AAAA", "")).isInstanceOf(IllegalStateException.class);
        Sealer other = new Sealer(secrets, "another-key", new SecureRandom());
        assertThatThrownBy(() -> other.unseal(sealed, "ada"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("canary");
    }
}
