package dev.headwater.core.playback.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.TestClock;
import dev.headwater.core.playback.signing.KeyStatus.State;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Together;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningKeysTest {
    private static final Rotation DONE = new Rotation.Done();
    private final TestClock clock = TestClock.fixed();
    private final InMemorySecretStore secrets = new InMemorySecretStore();
    private final InMemoryTableStore accounts = new InMemoryTableStore();
    private final SigningKeys keys = another();

    private SigningKeys another() {
        return SigningKeys.load(secrets, accounts, clock);
    }

    private Rotation rotate() {
        return keys.rotate(SignatureAlgorithm.ECDSA);
    }

    private List<State> states() {
        return keys.list().stream().map(KeyStatus::state).toList();
    }

    @Test
    void thereAreTwoFromTheFirstDayAndTheyStayTheSame() {
        assertThat(states()).containsExactly(State.ACTIVE, State.TRUSTED);
        assertThat(keys.list()).allMatch(key -> key.algorithm() == SignatureAlgorithm.ECDSA);
        assertThat(keys.publicKeys()).hasSize(2).containsKey(keys.active().id());
        assertThat(another().list()).isEqualTo(keys.list());
        assertThat(another().publicKeys()).isEqualTo(keys.publicKeys());
    }

    @Test
    void aRotationSignsWithTheKeyThatEdgesKnewBefore() {
        String first = keys.active().id();
        Map<String, PublicKey> knownToEdges = keys.publicKeys();
        assertThat(rotate()).isEqualTo(DONE);
        assertThat(keys.active().id()).isNotEqualTo(first).isIn(knownToEdges.keySet());
        assertThat(keys.publicKeys()).hasSize(3).containsAllEntriesOf(knownToEdges);
        assertThat(states()).containsExactly(State.TRUSTED, State.ACTIVE, State.TRUSTED);
        assertThat(keys.list().getFirst().until()).isEqualTo(clock.instant().plus(Duration.ofHours(13)));
    }

    @Test
    void aSecondRotationWaitsUntilEdgesKnowTheNewestKey() {
        rotate();
        List<KeyStatus> before = keys.list();
        clock.advance(Duration.ofSeconds(59));
        assertThat(rotate())
                .isInstanceOfSatisfying(
                        Rotation.Refused.class,
                        refused -> assertThat(refused.reason()).contains("again in 2 s"));
        assertThat(keys.list()).isEqualTo(before);
        clock.advance(Duration.ofSeconds(1));
        assertThat(rotate()).isEqualTo(DONE);
        assertThat(states()).containsExactly(State.TRUSTED, State.TRUSTED, State.ACTIVE, State.TRUSTED);
    }

    @Test
    void aFormerKeyIsTrustedForThirteenHoursAndForgottenAtTheNextStart() {
        String first = keys.active().id();
        Function<String, Optional<PublicKey>> edge = keys.finder();
        rotate();
        clock.advance(Duration.ofHours(13).minusSeconds(1));
        assertThat(edge.apply(first)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(edge.apply(first)).isEmpty();
        assertThat(keys.publicKeys()).hasSize(2).doesNotContainKey(first);
        assertThat(states()).containsExactly(State.RETIRED, State.ACTIVE, State.TRUSTED);
        assertThat(keys.list().getFirst().since()).isEqualTo(clock.instant());
        assertThat(another().list()).hasSize(2).noneMatch(key -> key.id().equals(first));
        assertThat(states()).containsExactly(State.ACTIVE, State.TRUSTED);
    }

    @Test
    void aRotationIsFollowedAtOnceHereAndWithinFiveSecondsElsewhere() {
        SigningKeys elsewhere = another();
        Function<String, Optional<PublicKey>> here = keys.finder();
        Function<String, Optional<PublicKey>> there = elsewhere.finder();
        StreamSignatures signatures = new StreamSignatures(new UrlSigner(keys::active));
        String before = signatures.query("http://edge", 1, clock.instant());
        rotate();
        String after = signatures.query("http://edge", 1, clock.instant());
        assertThat(after).endsWith("=" + keys.active().id()).isNotEqualTo(before);
        assertThat(there.apply(keys.active().id()))
                .as("known since the day before")
                .isPresent();
        String newest = keys.list().getLast().id();
        assertThat(here.apply(newest)).isPresent();
        assertThat(there.apply(newest)).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(elsewhere.active().id()).isEqualTo(keys.active().id());
        assertThat(there.apply(newest)).isPresent();
    }

    @Test
    void ofManyWhoRotateTogetherOneDoes() {
        Queue<Rotation> outcomes = new ConcurrentLinkedQueue<>();
        Together.run(
                8,
                number -> outcomes.add(
                        another().rotate(number % 2 == 0 ? SignatureAlgorithm.ECDSA : SignatureAlgorithm.RSA)));
        assertThat(outcomes).hasSize(8).containsOnlyOnce(DONE);
        assertThat(states()).containsExactly(State.TRUSTED, State.ACTIVE, State.TRUSTED);
        clock.advance(Duration.ofMinutes(1));
        assertThat(rotate()).isEqualTo(DONE);
        assertThat(keys.list()).last().extracting(KeyStatus::algorithm).isEqualTo(SignatureAlgorithm.ECDSA);
    }

    @Test
    void keysDoNotPileUp() {
        for (int i = 0; i < KeyRing.MAX_KEYS - 2; i++) {
            assertThat(rotate()).isEqualTo(DONE);
            clock.advance(Duration.ofHours(1));
        }
        assertThat(rotate())
                .isInstanceOfSatisfying(
                        Rotation.Refused.class,
                        refused -> assertThat(refused.reason()).contains("8 keys"));
        clock.advance(Duration.ofHours(7));
        assertThat(rotate()).isEqualTo(DONE);
        assertThat(keys.list()).hasSize(KeyRing.MAX_KEYS);
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void aKeyOfEachKindSignsAndIsKept(SignatureAlgorithm algorithm) throws Exception {
        SigningKey key = SigningKey.generate(algorithm);
        SigningKey read = SigningKey.decode(key.encoded());
        assertThat(read.id()).isEqualTo(key.id()).matches("K[0-9A-F]{13}");
        assertThat(read.algorithm()).isEqualTo(algorithm);
        CustomPolicy policy = new CustomPolicy("http://edge/hls/1/*", clock.instant(), clock.instant());
        String[] parts = new UrlSigner(read).query(policy).split("[=&]", -1);
        var verifier = algorithm.signature();
        verifier.initVerify(key.publicKey());
        verifier.update(CloudFrontBase64.decode(parts[1]).orElseThrow());
        assertThat(verifier.verify(CloudFrontBase64.decode(parts[3]).orElseThrow()))
                .isTrue();
    }

    @Test
    void anRsaKeySignsAfterTheRotationThatFollows() {
        keys.rotate(SignatureAlgorithm.RSA);
        assertThat(keys.active().algorithm()).isEqualTo(SignatureAlgorithm.ECDSA);
        clock.advance(Duration.ofMinutes(1));
        rotate();
        assertThat(keys.active().algorithm()).isEqualTo(SignatureAlgorithm.RSA);
        assertThat(another().active().algorithm()).isEqualTo(SignatureAlgorithm.RSA);
    }

    @Test
    void anAlgorithmIsNamedInAnyCase() {
        assertThat(SignatureAlgorithm.named("RSA")).isEqualTo(SignatureAlgorithm.RSA);
        assertThat(SignatureAlgorithm.named("ecdsa")).isEqualTo(SignatureAlgorithm.ECDSA);
        assertThatThrownBy(() -> SignatureAlgorithm.named("dsa")).hasMessage("an algorithm is ecdsa or rsa");
    }

    @Test
    void nothingPrintedHoldsAPrivateKey() {
        SigningKey rsa = SigningKey.generate(SignatureAlgorithm.RSA);
        assertThat(rsa.toString()).isEqualTo("SigningKey[" + rsa.id() + "]");
        assertThat(keys.list().toString()).doesNotContainIgnoringCase("private");
    }
}
