package dev.headwater.aws.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.aws.FunctionNeeds;
import dev.headwater.core.catalog.SourceSeal;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.SecretStoreContract;
import org.junit.jupiter.api.Test;

/** The contract, for secrets that the process is not given: of its own it gets them as from any store. */
final class NeededSecretsTest extends SecretStoreContract {
    private final InMemorySecretStore kept = new InMemorySecretStore();

    @Override
    protected SecretStore open() {
        return new NeededSecrets(kept, FunctionNeeds.PUBLISH);
    }

    @Test
    void whatIsNeededIsThatOfAllAndNothingElseIsKept() {
        SecretStore store = new NeededSecrets(kept, FunctionNeeds.XTREAM);
        kept.put("line-pepper", new byte[] {1});
        assertThat(store.getOrCreate("line-pepper", () -> new byte[] {2})).isEqualTo(new byte[] {1});
        assertThat(store.getOrCreate("ticket-key-1", () -> new byte[] {3})).isEqualTo(new byte[] {3});
        assertThat(store.getOrCreate("totp-key", () -> new byte[] {4})).isEqualTo(new byte[] {4});
        assertThat(kept.names()).containsExactly("line-pepper", "ticket-key-1");
    }

    @Test
    void nobodySealsSourcesWithAKeyOfItsOwn() {
        assertThatThrownBy(() -> open().getOrCreate(SourceSeal.KEY, () -> new byte[] {1}))
                .isInstanceOf(IllegalStateException.class);
    }
}
