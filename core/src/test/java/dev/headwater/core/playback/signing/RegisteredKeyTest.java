package dev.headwater.core.playback.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headwater.core.TestClock;
import dev.headwater.core.playback.signing.KeyStatus.State;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that edges were told of beforehand, as CloudFront is. */
class RegisteredKeyTest {
    private final TestClock clock = TestClock.fixed();
    private final InMemorySecretStore secrets = new InMemorySecretStore();
    private final InMemoryTableStore accounts = new InMemoryTableStore();

    @Test
    void theFirstSignsByTheIdTheEdgesCallItBy() {
        SigningKey pair = SigningKey.generate();
        secrets.put("signing-key-1", pair.encoded());
        register(key(1, "KONE"), key(2, "KTWO"));
        SigningKeys keys = load();
        assertThat(keys.active().id()).isEqualTo("KONE");
        assertThat(keys.active().publicKey()).isEqualTo(pair.publicKey());
        assertThat(keys.publicKeys()).containsOnlyKeys("KONE", "KTWO");
        assertThat(keys.finder().apply("KTWO")).isPresent();
    }

    @Test
    void aRotationSwapsTheTwoAndMakesNone() {
        register(key(1, "KONE"), key(2, "KTWO"));
        SigningKeys keys = load();
        assertThat(rotate(keys)).isEqualTo(new Rotation.Done());
        assertThat(keys.active().id()).isEqualTo("KTWO");
        assertThat(rotate(keys)).as("within the minute").isInstanceOf(Rotation.Refused.class);
        clock.advance(KeyRing.BETWEEN_ROTATIONS);
        assertThat(rotate(keys)).isEqualTo(new Rotation.Done());
        assertThat(keys.active().id()).isEqualTo("KONE");
        assertThat(keys.list()).extracting(KeyStatus::state).containsExactly(State.ACTIVE, State.TRUSTED);
        assertThat(keys.list()).extracting(KeyStatus::until).containsOnlyNulls();
        assertThat(secrets.names()).containsExactly("signing-key-1", "signing-key-2");
    }

    @Test
    void theSameOnceMoreChangesNothing() {
        register(key(1, "KONE"), key(2, "KTWO"));
        rotate(load());
        List<KeyStatus> before = load().list();
        clock.advance(Duration.ofHours(1));
        register(key(1, "KONE"), key(2, "KTWO"));
        assertThat(load().list()).isEqualTo(before);
    }

    @Test
    void theIdleOneIsReplacedAndTheOneThatSignsIsNot() {
        register(key(1, "KONE"), key(2, "KTWO"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> register(key(2, "KTWO"), key(3, "KTHREE")))
                .withMessageContaining("key 1 signs");
        rotate(load());
        register(key(2, "KTWO"), key(3, "KTHREE"));
        SigningKeys keys = load();
        assertThat(keys.active().id()).isEqualTo("KTWO");
        assertThat(keys.publicKeys()).containsOnlyKeys("KTWO", "KTHREE");
    }

    @Test
    void keysThatNobodyRegisteredGo() {
        SigningKeys own = load();
        register(key(1, "KONE"), key(2, "KTWO"));
        clock.advance(Duration.ofSeconds(5));
        assertThat(own.active().id()).isEqualTo("KONE");
    }

    @Test
    void keysOfAnotherDeploymentThatABackupBroughtGo() {
        register(key(1, "KELSEWHERE"), key(2, "KOTHER"));
        register(key(3, "KTHREE"), key(4, "KFOUR"));
        assertThat(load().active().id()).isEqualTo("KTHREE");
        assertThat(load().publicKeys()).containsOnlyKeys("KTHREE", "KFOUR");
    }

    @Test
    void twoAreRegisteredAtATime() {
        assertThatIllegalArgumentException().isThrownBy(() -> register(key(1, "KONE")));
        assertThatIllegalArgumentException().isThrownBy(() -> register(key(1, "KONE"), key(1, "KTWO")));
        assertThatIllegalArgumentException().isThrownBy(() -> key(0, "KONE"));
        assertThatIllegalArgumentException().isThrownBy(() -> key(1, "K ONE"));
    }

    private static RegisteredKey key(int number, String id) {
        return new RegisteredKey(number, id);
    }

    private void register(RegisteredKey... keys) {
        RegisteredKey.register(accounts, List.of(keys), clock);
    }

    private SigningKeys load() {
        return SigningKeys.load(secrets, accounts, clock);
    }

    private static Rotation rotate(SigningKeys keys) {
        return keys.rotate(SignatureAlgorithm.ECDSA);
    }
}
