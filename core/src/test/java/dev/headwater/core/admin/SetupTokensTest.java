package dev.headwater.core.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.TestClock;
import dev.headwater.core.admin.SetupTokens.SetUp;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Together;
import dev.headwater.core.store.codec.ItemTable;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SetupTokensTest {
    private static final String PASSWORD = "three small otters";
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Administrators administrators = new Administrators(table);
    private final SetupTokens setup = new SetupTokens(
            table,
            administrators,
            new PasswordHasher(new SecureRandom(), new HashQueue(8, 8, Duration.ofSeconds(30)), new Argon2id(64, 1, 1)),
            new IdSequence(table, IdSequence.ADMINISTRATOR, 1),
            new SecureRandom(),
            clock);

    @Test
    void theFirstOwnerIsMadeOnce() {
        String token = offered();
        assertThat(setup.use(token, "ada", PASSWORD)).isInstanceOfSatisfying(SetUp.Made.class, made -> {
            assertThat(made.owner().role()).isEqualTo(Role.OWNER);
            assertThat(administrators.findByName("ada")).contains(made.owner());
        });
        assertThat(setup.use(token, "eve", PASSWORD)).isEqualTo(new SetUp.Refused());
        assertThat(setup.offer(t -> {
                    throw new AssertionError("somebody is there");
                }))
                .isFalse();
    }

    @Test
    void ofManyAtOnceOneIsMade() {
        String token = offered();
        Together.run(8, i -> setup.use(token, "ada" + i, PASSWORD));
        assertThat(administrators.list()).hasSize(1);
    }

    @Test
    void aNewTokenReplacesTheOneBefore() {
        String first = offered();
        String second = offered();
        assertThat(setup.use(first, "ada", PASSWORD)).isEqualTo(new SetUp.Refused());
        assertThat(setup.use(second, "ada", PASSWORD)).isInstanceOf(SetUp.Made.class);
    }

    @Test
    void itEndsAfterADay() {
        String token = offered();
        clock.advance(SetupTokens.LIFETIME);
        assertThat(setup.use(token, "ada", PASSWORD)).isEqualTo(new SetUp.Refused());
    }

    @Test
    void aBadNameOrPasswordDoesNotUseItUp() {
        String token = offered();
        assertThatThrownBy(() -> setup.use(token, "a b", PASSWORD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> setup.use(token, "ada", "short")).isInstanceOf(IllegalArgumentException.class);
        assertThat(setup.use("hws_" + "A".repeat(43), "ada", PASSWORD)).isEqualTo(new SetUp.Refused());
        assertThat(setup.use(token, "ada", PASSWORD)).isInstanceOf(SetUp.Made.class);
    }

    @Test
    void onlyItsHashIsKept() {
        String token = offered();
        assertThat(table.scan(10, null).toString()).doesNotContain(token.substring(4));
    }

    private String offered() {
        AtomicReference<String> token = new AtomicReference<>();
        assertThat(setup.offer(token::set)).isTrue();
        return token.get();
    }

    @Test
    void whoGotNoNameLocksNobodyOut() {
        Administrator half = Administrator.of(1, "ada", Role.OWNER, "phc", clock.instant());
        new ItemTable<>(table, Administrators.CODEC).put(new Key("ADMINS", "0000000001"), half);
        assertThat(administrators.exist()).isFalse();
        assertThat(setup.use(offered(), "ada", PASSWORD)).isInstanceOf(SetUp.Made.class);
        assertThat(administrators.remove("ada")).isEqualTo(new Administrators.Change.LastOwner());
    }
}
