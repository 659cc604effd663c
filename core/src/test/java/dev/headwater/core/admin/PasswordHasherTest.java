package dev.headwater.core.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.admin.PasswordHasher.Check;
import dev.headwater.core.admin.PasswordHasher.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
    private static final Argon2id CHEAP = new Argon2id(64, 1, 1);
    private final PasswordHasher hasher = new PasswordHasher(new SecureRandom(), queue(), CHEAP);

    @Test
    void onlyThePasswordFits() {
        String phc = phc("three small otters");
        assertThat(hasher.check("three small otters", phc)).isEqualTo(new Check.Fits(false));
        assertThat(hasher.check("three small otter", phc)).isEqualTo(new Check.Differs());
        assertThat(hasher.check("", phc)).isEqualTo(new Check.Differs());
        assertThat(hasher.check("three small otters", null)).isEqualTo(new Check.Differs());
        assertThat(hasher.check("three small otters", "$argon2id$damaged")).isEqualTo(new Check.Differs());
        assertThat(phc).isNotEqualTo(phc("three small otters"));
    }

    @Test
    void theSameCharactersAreTheSamePassword() {
        assertThat(hasher.check("cafe\u0301 au lait, please", phc("caf\u00e9 au lait, please")))
                .isEqualTo(new Check.Fits(false));
    }

    @Test
    void parametersMayRise() {
        String phc = phc("three small otters");
        PasswordHasher later = new PasswordHasher(new SecureRandom(), queue(), new Argon2id(128, 2, 1));
        assertThat(later.check("three small otters", phc)).isEqualTo(new Check.Fits(true));
    }

    @Test
    void whatIsWrittenIsWhatEverybodyWrites() {
        String phc =
                new PasswordHasher(new SecureRandom()).hash("three small otters") instanceof Hashing.Hashed(String p)
                        ? p
                        : "";
        assertThat(phc).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    /** A vector of the reference implementation's own tests (phc-winner-argon2, test.c). */
    @Test
    void itIsTheArgon2idOfEverybody() {
        assertThat(new Argon2id(65536, 2, 1).hash("password", "somesalt".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    }

    @Test
    void absurdParametersAreNotTried() {
        String phc = phc("three small otters");
        for (String absurd : new String[] {"m=999999,t=1,p=1", "m=64,t=99,p=1", "m=64,t=0,p=1", "m=1,t=1,p=1"}) {
            assertThat(hasher.check("three small otters", phc.replace("m=64,t=1,p=1", absurd)))
                    .isEqualTo(new Check.Differs());
        }
    }

    @Test
    void shortLongAndWorstPasswordsAreRefusedWithoutBeingTold() {
        for (String bad : new String[] {
            "elevenchars", "x".repeat(257), "aaaaaaaaaaaaaaaa", "PasswordPassword", "\ufdfa".repeat(20), ""
        }) {
            assertThatThrownBy(() -> hasher.hash(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(e -> assertThat(bad.isEmpty() || !e.getMessage().contains(bad))
                            .isTrue());
        }
        assertThat(hasher.check("x".repeat(100_000), null)).isEqualTo(new Check.Differs());
    }

    @Property(tries = 100)
    void whateverTheRulesTakeFitsItself(@ForAll @StringLength(min = 12, max = 60) String password) {
        Hashing hashed;
        try {
            hashed = hasher.hash(password);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertThat(hashed)
                .isInstanceOfSatisfying(
                        Hashing.Hashed.class,
                        h -> assertThat(hasher.check(password, h.phc())).isEqualTo(new Check.Fits(false)));
    }

    @Test
    void thoseWithoutAPlaceAreTurnedAwayAtOnce() throws Exception {
        HashQueue queue = new HashQueue(1, 1, Duration.ofSeconds(30));
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> first = threads.submit(() -> queue.run(() -> {
                running.countDown();
                await(go);
                return "first";
            }));
            await(running);
            Future<Optional<String>> second = threads.submit(() -> queue.run(() -> "second"));
            while (queue.busy(2) < 2) {
                Thread.onSpinWait();
            }
            PasswordHasher busy = new PasswordHasher(new SecureRandom(), queue, CHEAP);
            assertThat(busy.check("three small otters", null)).isEqualTo(new Check.Busy());
            assertThat(busy.hash("three small otters")).isEqualTo(new Hashing.Busy());
            go.countDown();
            assertThat(first.get()).contains("first");
            assertThat(second.get()).contains("second");
            assertThat(queue.busy(2)).isZero();
        }
    }

    @Test
    void anInterruptedOneGivesItsPlaceBack() {
        HashQueue queue = new HashQueue(1, 1, Duration.ofSeconds(30));
        Thread.currentThread().interrupt();
        assertThat(queue.run(() -> "done")).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(queue.busy(2)).isZero();
        assertThatThrownBy(() -> queue.run(() -> {
                    throw new IllegalStateException("a fault");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(queue.run(() -> "done")).contains("done");
    }

    @Test
    void nothingPrintsAHash() {
        String phc = phc("three small otters");
        assertThat(new Hashing.Hashed(phc) + " " + Argon2id.read(phc).orElseThrow())
                .doesNotContain(phc)
                .doesNotContain("argon2id");
    }

    private String phc(String password) {
        return ((Hashing.Hashed) hasher.hash(password)).phc();
    }

    private static HashQueue queue() {
        return new HashQueue(2, 16, Duration.ofSeconds(30));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
