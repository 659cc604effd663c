package dev.headwater.core.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.headwater.core.TestClock;
import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.admin.AdminLogin.Outcome;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Together;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminLoginTest {
    private static final String PASSWORD = "three small otters";
    private static final ClientIdentity CLIENT = new ClientIdentity("192.0.2.1", "browser");
    private static final ClientIdentity ELSEWHERE = new ClientIdentity("198.51.100.7", "browser");

    private final TestClock clock = TestClock.fixed();
    private final SecureRandom random = new SecureRandom();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Administrators administrators = new Administrators(table);
    private final PasswordHasher hasher = hasher(1);
    private final Totp totp = new Totp(table, administrators, new InMemorySecretStore(), random, clock);
    private final AdminLogin logins = new AdminLogin(administrators, hasher, totp, clock);

    @BeforeEach
    void ada() {
        String phc = ((PasswordHasher.Hashing.Hashed) hasher.hash(PASSWORD)).phc();
        administrators.add(Administrator.of(1, "ada", Role.OWNER, phc, clock.instant()));
        administrators.add(Administrator.of(2, "bob", Role.OWNER, phc, clock.instant()));
    }

    @Test
    void onlyTheRightPasswordLogsIn() {
        assertThat(login("ada", PASSWORD, null)).isEqualTo(new Outcome.LoggedIn(stored("ada")));
        for (String name : new String[] {"ada", "nobody", "", "no name", "x".repeat(1_000_000)}) {
            assertThat(login(name, "wrong", null)).isEqualTo(new Outcome.Refused());
        }
    }

    @Test
    void whoIsDisabledLooksLikeNobody() {
        administrators.change("bob", who -> who.withEnabled(false, clock.instant()));
        assertThat(login("bob", PASSWORD, null)).isEqualTo(new Outcome.Refused());
    }

    @Test
    void guessersWaitLongerAndLongerButNobodyElse() {
        for (int i = 0; i < AdminLogin.FREE_BY_NAME; i++) {
            assertThat(login("ada", "wrong", null)).isEqualTo(new Outcome.Refused());
        }
        Duration before = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            assertThat(login("ada", "wrong", null)).isEqualTo(new Outcome.Refused());
            // Not even the right password is looked at.
            Outcome held = login("ada", PASSWORD, null);
            assertThat(held).isInstanceOf(Outcome.Slow.class);
            Duration wait = ((Outcome.Slow) held).retryAfter();
            assertThat(wait).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(LoginBrake.MAX_WAIT);
            before = wait;
            clock.advance(wait);
        }
        assertThat(before).isEqualTo(LoginBrake.MAX_WAIT);
        assertThat(login("bob", PASSWORD, null)).isInstanceOf(Outcome.LoggedIn.class);
        assertThat(logins.login("ada", PASSWORD, null, ELSEWHERE)).isInstanceOf(Outcome.LoggedIn.class);
        assertThat(login("ada", PASSWORD, null)).isInstanceOf(Outcome.LoggedIn.class);
        assertThat(login("ada", PASSWORD, null)).isInstanceOf(Outcome.LoggedIn.class);
    }

    @Test
    void guessingNamesIsSlowedDownToo() {
        for (int i = 0; i < AdminLogin.FREE_BY_CLIENT; i++) {
            assertThat(login("name" + i, PASSWORD, null)).isEqualTo(new Outcome.Refused());
        }
        assertThat(login("another", PASSWORD, null)).isEqualTo(new Outcome.Refused());
        assertThat(login("ada", PASSWORD, null)).isInstanceOf(Outcome.Slow.class);
        assertThat(logins.login("ada", PASSWORD, null, ELSEWHERE)).isInstanceOf(Outcome.LoggedIn.class);
    }

    @Test
    void manyGuessesAtOnceAreNotAllFree() {
        AtomicInteger looked = new AtomicInteger();
        Together.run(40, i -> {
            if (login("ada", "wrong", null) instanceof Outcome.Refused) {
                looked.incrementAndGet();
            }
        });
        assertThat(looked).hasValueLessThanOrEqualTo(AdminLogin.FREE_BY_NAME + 1);
    }

    @Test
    void anOldHashIsMadeAnewAtTheNextLogin() {
        String before = stored("ada").password();
        AdminLogin later = new AdminLogin(administrators, hasher(2), totp, clock);
        assertThat(later.login("ada", PASSWORD, null, CLIENT)).isInstanceOf(Outcome.LoggedIn.class);
        assertThat(stored("ada").password()).isNotEqualTo(before).contains("t=2");
        assertThat(stored("ada").tokensSince()).isEqualTo(clock.instant());
        assertThat(later.login("ada", PASSWORD, null, CLIENT)).isInstanceOf(Outcome.LoggedIn.class);
    }

    @Test
    void aSecondFactorIsAskedForOnceItWasConfirmed() throws Exception {
        Totp.Enrolment enrolment = totp.begin(stored("ada"), "My Head & Water");
        assertThat(enrolment.uri())
                .isEqualTo("otpauth://totp/My%20Head%20%26%20Water:ada?secret=" + enrolment.secret()
                        + "&issuer=My%20Head%20%26%20Water&algorithm=SHA1&digits=6&period=30");
        assertThat(login("ada", PASSWORD, null)).isInstanceOf(Outcome.LoggedIn.class);
        assertThat(totp.confirm(1, "000")).isFalse();
        assertThat(totp.confirm(1, code(enrolment, 0))).isTrue();
        assertThat(totp.confirm(1, code(enrolment, 0))).isFalse();

        assertThat(login("ada", PASSWORD, null)).isEqualTo(new Outcome.TotpNeeded());
        assertThat(login("ada", "wrong", null)).isEqualTo(new Outcome.Refused());
        // The code that confirmed was used by that.
        assertThat(login("ada", PASSWORD, code(enrolment, 0))).isEqualTo(new Outcome.Refused());
        clock.advance(Duration.ofSeconds(30));
        assertThat(login("ada", PASSWORD, code(enrolment, 0))).isInstanceOf(Outcome.LoggedIn.class);
        assertThat(login("ada", PASSWORD, code(enrolment, 0))).isEqualTo(new Outcome.Refused());
    }

    @Test
    void clocksMayDifferByAStep() throws Exception {
        Totp.Enrolment enrolment = enrolled();
        assertThat(login("ada", PASSWORD, code(enrolment, -60))).isEqualTo(new Outcome.Refused());
        assertThat(login("ada", PASSWORD, code(enrolment, 60))).isEqualTo(new Outcome.Refused());
        assertThat(login("ada", PASSWORD, " " + code(enrolment, -30))).isInstanceOf(Outcome.LoggedIn.class);
        assertThat(login("ada", PASSWORD, code(enrolment, 30))).isInstanceOf(Outcome.LoggedIn.class);
        // What lies before a code that was taken is used up as well.
        assertThat(login("ada", PASSWORD, code(enrolment, 0))).isEqualTo(new Outcome.Refused());
    }

    @Test
    void aCodeIsTakenByOneOfManyAtOnce() throws Exception {
        String code = code(enrolled(), 0);
        AtomicInteger in = new AtomicInteger();
        StoredTotp second = stored("ada").totp();
        Administrator ada = stored("ada");
        Together.run(20, i -> {
            if (totp.take(ada, second, code)) {
                in.incrementAndGet();
            }
        });
        assertThat(in).hasValue(1);
    }

    @Test
    void codesCanNotBeGuessedFromManyPlaces() throws Exception {
        Totp.Enrolment enrolment = enrolled();
        for (int i = 0; i <= AdminLogin.FREE_CODES; i++) {
            ClientIdentity client = new ClientIdentity("192.0.2." + (i + 10), "bot");
            assertThat(logins.login("ada", PASSWORD, "000", client)).isEqualTo(new Outcome.Refused());
        }
        assertThat(logins.login("ada", PASSWORD, code(enrolment, 0), ELSEWHERE)).isInstanceOf(Outcome.Slow.class);
        clock.advance(Duration.ofSeconds(30));
        assertThat(logins.login("ada", PASSWORD, code(enrolment, 0), ELSEWHERE)).isInstanceOf(Outcome.LoggedIn.class);
    }

    @Test
    void enrolmentEndsAndTheLastOneCounts() throws Exception {
        Totp.Enrolment first = totp.begin(stored("ada"), "H");
        Totp.Enrolment second = totp.begin(stored("ada"), "H");
        assertThat(totp.confirm(1, code(first, 0))).isFalse();
        clock.advance(Totp.ENROLMENT);
        assertThat(totp.confirm(1, code(second, 0))).isFalse();
        assertThat(stored("ada").totp()).isNull();
        assertThat(second.toString()).doesNotContain(second.secret());
        assertThat(table.scan(100, null).toString()).doesNotContain(second.secret());
    }

    /** Appendix B of RFC 6238, of which apps show the last six digits. */
    @Test
    void codesAreThoseOfTheRfc() throws Exception {
        SecretKeySpec key = new SecretKeySpec("12345678901234567890".getBytes(StandardCharsets.US_ASCII), "HmacSHA1");
        assertThat(new TimeBasedOneTimePasswordGenerator()
                        .generateOneTimePasswordString(key, Instant.ofEpochSecond(1_111_111_109), Locale.ROOT))
                .isEqualTo("081804");
        assertThat(Base32.encode("12345678901234567890".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    @Property(tries = 200)
    void base32ComesBack(@ForAll byte[] bytes) {
        assertThat(Base32.decode(Base32.encode(bytes))).isEqualTo(bytes);
    }

    private Totp.Enrolment enrolled() throws Exception {
        Totp.Enrolment enrolment = totp.begin(stored("ada"), "Headwater");
        assertThat(totp.confirm(1, code(enrolment, 0))).isTrue();
        clock.advance(Duration.ofMinutes(2));
        return enrolment;
    }

    private String code(Totp.Enrolment enrolment, int secondsOff) throws Exception {
        return new TimeBasedOneTimePasswordGenerator()
                .generateOneTimePasswordString(
                        new SecretKeySpec(Base32.decode(enrolment.secret()), "HmacSHA1"),
                        clock.instant().plusSeconds(secondsOff),
                        Locale.ROOT);
    }

    private Outcome login(String name, String password, @Nullable String code) {
        return logins.login(name, password, code, CLIENT);
    }

    private Administrator stored(String name) {
        return administrators.findByName(name).orElseThrow();
    }

    private PasswordHasher hasher(int passes) {
        return new PasswordHasher(random, new HashQueue(4, 100, Duration.ofSeconds(30)), new Argon2id(64, passes, 1));
    }
}
