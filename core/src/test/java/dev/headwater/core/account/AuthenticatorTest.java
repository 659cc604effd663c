package dev.headwater.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
    private static final ClientIdentity CLIENT = new ClientIdentity("192.0.2.1", "TV");
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Lines lines = new Lines(table, clock);
    private final LinePasswords passwords = new LinePasswords(new InMemorySecretStore(), new SecureRandom());
    private final Authenticator authenticator = new Authenticator(lines, passwords, clock, clock);

    @BeforeEach
    void aLine() {
        lines.add(line(1, "ada", "right"));
    }

    @Test
    void onlyTheRightPasswordFits() {
        assertThat(login("ada", "right")).isInstanceOf(Authenticator.Known.class);
        assertThat(login("ada", "wrong")).isInstanceOf(Authenticator.Unknown.class);
        assertThat(login("bob", "right")).isInstanceOf(Authenticator.Unknown.class);
        assertThat(login("", "")).isInstanceOf(Authenticator.Unknown.class);
        assertThat(login("x".repeat(10_000), "right")).isInstanceOf(Authenticator.Unknown.class);
    }

    @Test
    void guessersAreSlowedDownAndThenRefusedButNobodyElse() {
        Instant before = clock.instant();
        for (int i = 0; i < LoginThrottle.MAX_FAILURES; i++) {
            assertThat(login("ada", "wrong" + i)).isInstanceOf(Authenticator.Unknown.class);
        }
        assertThat(Duration.between(before, clock.instant())).isGreaterThan(Duration.ofSeconds(10));
        assertThat(login("ada", "right")).isInstanceOf(Authenticator.Throttled.class);
        // The subscriber, at home, still gets in.
        assertThat(authenticator.login(new Credentials("ada", "right"), new ClientIdentity("198.51.100.7", "TV")))
                .isInstanceOf(Authenticator.Known.class);
        clock.advance(LoginThrottle.MEMORY);
        assertThat(login("ada", "right")).isInstanceOf(Authenticator.Known.class);
    }

    @Test
    void aFewTyposCostNothing() {
        Instant before = clock.instant();
        for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
            login("ada", "wrong");
        }
        assertThat(clock.instant()).isEqualTo(before);
    }

    @Test
    void aNameIsTakenOnceAndFreeAfterRemoval() {
        assertThat(lines.add(line(2, "ada", "other"))).isFalse();
        assertThat(lines.remove("ada")).isPresent();
        assertThat(lines.add(line(3, "ada", "other"))).isTrue();
        assertThat(lines.findByName("ada")).map(Line::id).contains(3);
        assertThat(lines.list()).extracting(Line::id).containsExactly(3);
    }

    @Test
    void ofManyWhoAddTheSameNameOneDoes() throws Exception {
        java.util.concurrent.atomic.AtomicInteger added = new java.util.concurrent.atomic.AtomicInteger();
        for (int name = 0; name < 50; name++) {
            String wanted = "name" + name;
            int base = 100 + name * 10;
            dev.headwater.core.store.Together.run(4, i -> {
                if (lines.add(line(base + i, wanted, "p"))) {
                    added.incrementAndGet();
                }
            });
        }
        assertThat(added).hasValue(50);
        assertThat(lines.list()).hasSize(51);
    }

    @Test
    void aClaimWhoseLineWasNeverWrittenIsTakenOver() {
        table.put(
                new dev.headwater.core.store.Key("LINENAME#eve", "LINE"),
                dev.headwater.core.store.Body.of(1, "{\"id\":99}"),
                dev.headwater.core.store.Condition.always());
        assertThat(lines.add(line(5, "eve", "p"))).isTrue();
        assertThat(lines.findByName("eve")).map(Line::id).contains(5);
    }

    @Test
    void passwordsAreRevealedOnlyThroughTheSeal() {
        StoredPassword stored = passwords.store("right");
        assertThat(stored.digest() + stored.sealed()).doesNotContain("right");
        assertThat(stored).hasToString("StoredPassword[…]");
        assertThat(passwords.reveal(stored)).contains("right");
        assertThat(passwords.generate()).matches("[A-Za-z0-9_-]{16}");
    }

    @Test
    void householdsShareAnIpv6Prefix() throws Exception {
        ClientIdentity one = ClientIdentity.of(InetAddress.getByName("2001:db8:1:2:aaaa::1"), "TV");
        ClientIdentity two = ClientIdentity.of(InetAddress.getByName("2001:db8:1:2:bbbb::2"), "TV");
        assertThat(one).isEqualTo(two);
        assertThat(one.address()).isEqualTo("2001:0db8:0001:0002::/64");
    }

    @Test
    void expiryFollowsFromTheClock() {
        Line line = line(4, "old", "p")
                .withAccess(List.of("all"), 1, clock.instant().plusSeconds(10), LineStatus.ACTIVE);
        assertThat(line.statusAt(clock.instant())).isEqualTo(LineStatus.ACTIVE);
        assertThat(line.statusAt(clock.instant().plusSeconds(10))).isEqualTo(LineStatus.EXPIRED);
    }

    private Authenticator.Login login(String user, String password) {
        return authenticator.login(new Credentials(user, password), CLIENT);
    }

    private Line line(int id, String name, String password) {
        return new Line(
                id,
                name,
                passwords.store(password),
                clock.instant(),
                List.of("all"),
                ConnectionLimit.of(1),
                ListSettings.DEFAULT,
                null,
                LineStatus.ACTIVE,
                false,
                clock.instant());
    }
}
