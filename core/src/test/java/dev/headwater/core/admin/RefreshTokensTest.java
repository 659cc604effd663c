package dev.headwater.core.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.admin.RefreshTokens.Token;
import dev.headwater.core.admin.RefreshTokens.Use;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Together;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RefreshTokensTest {
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Administrators administrators = new Administrators(table);
    private final RefreshTokens tokens =
            new RefreshTokens(table, administrators, new InMemorySecretStore(), new SecureRandom(), clock);
    private final Administrator ada = Administrator.of(1, "ada", Role.OWNER, "$phc", clock.instant());

    RefreshTokensTest() {
        administrators.add(ada);
    }

    @Test
    void eachUseGivesTheNext() {
        Token first = tokens.start(ada);
        Token second = renewed(first);
        assertThat(second.text()).matches("hwr_[0-9a-f]{32}_[A-Za-z0-9_-]{43}").isNotEqualTo(first.text());
        assertThat(second.family()).isEqualTo(first.family());
        assertThat(renewed(second).text()).isNotEqualTo(second.text());
        assertThat(tokens.list(ada)).hasSize(1);
    }

    @Test
    void anOlderOneThatComesBackEndsTheFamily() {
        Token first = tokens.start(ada);
        Token second = renewed(first);
        Token third = renewed(second);
        assertThat(tokens.use(first.text())).isEqualTo(new Use.Reused(1, first.family()));
        assertThat(tokens.use(third.text())).isEqualTo(new Use.Refused());
        assertThat(tokens.list(ada)).isEmpty();
    }

    @Test
    void aLostAnswerIsGivenAgainForTenSeconds() {
        Token first = tokens.start(ada);
        Token second = renewed(first);
        clock.advance(RefreshFamily.GRACE.minusMillis(1));
        assertThat(renewed(first)).isEqualTo(second);
        clock.advance(Duration.ofMillis(1));
        assertThat(tokens.use(first.text())).isInstanceOf(Use.Reused.class);
    }

    @Test
    void aStolenOneIsFoundOutAlsoWhereItWasUsedWithinTheGrace() {
        Token first = tokens.start(ada);
        Token owners = renewed(first);
        Token thiefs = renewed(first);
        renewed(owners);
        clock.advance(Duration.ofMinutes(15));
        assertThat(tokens.use(thiefs.text())).isInstanceOf(Use.Reused.class);
    }

    @Test
    void manyAtOnceGetTheSameNextOne() {
        Token first = tokens.start(ada);
        Set<String> given = ConcurrentHashMap.newKeySet();
        Together.run(20, i -> given.add(renewed(first).text()));
        assertThat(given).hasSize(1);
        assertThat(tokens.use(given.iterator().next())).isInstanceOf(Use.Renewed.class);
    }

    @Test
    void aRevokedFamilyIsNotBroughtBackByAUseAtTheSameTime() {
        Token first = tokens.start(ada);
        Together.run(10, i -> {
            if (i % 2 == 0) {
                tokens.revoke(first.family());
            } else {
                tokens.use(first.text());
            }
        });
        assertThat(tokens.use(first.text())).isEqualTo(new Use.Refused());
    }

    @Test
    void idleAndOldOnesEnd() {
        Token idle = tokens.start(ada);
        clock.advance(RefreshFamily.IDLE);
        assertThat(tokens.use(idle.text())).isEqualTo(new Use.Refused());
        Token used = tokens.start(ada);
        for (int day = 6; day < 30; day += 6) {
            clock.advance(Duration.ofDays(6));
            used = renewed(used);
        }
        clock.advance(Duration.ofDays(6));
        assertThat(tokens.use(used.text())).isEqualTo(new Use.Refused());
    }

    @Test
    void whoIsDisabledOrHasANewPasswordIsLoggedOut() {
        Token before = tokens.start(ada);
        administrators.change("ada", who -> who.withPassword("$new", clock.instant()));
        assertThat(tokens.use(before.text())).isEqualTo(new Use.Refused());
        administrators.add(Administrator.of(2, "bob", Role.OWNER, "$phc", clock.instant()));
        Token bobs = tokens.start(administrators.find(2).orElseThrow());
        administrators.remove("bob");
        assertThat(tokens.use(bobs.text())).isEqualTo(new Use.Refused());
    }

    @Test
    void oneOrAllLoginsCanBeRevoked() {
        Token one = tokens.start(ada);
        Token two = tokens.start(ada);
        tokens.revoke(one.family());
        tokens.revoke("no family");
        assertThat(tokens.use(one.text())).isEqualTo(new Use.Refused());
        Token next = renewed(two);
        tokens.revokeAll(1);
        assertThat(tokens.use(next.text())).isEqualTo(new Use.Refused());
        assertThat(tokens.list(ada)).isEmpty();
    }

    @Test
    void whatIsNoTokenIsRefused() {
        String text = tokens.start(ada).text();
        for (String bad : new String[] {"", "hwr_", text + "x", text.toUpperCase(Locale.ROOT), "x".repeat(1 << 20)}) {
            assertThat(tokens.use(bad)).isEqualTo(new Use.Refused());
        }
    }

    @Test
    void nothingKeepsOrPrintsASecret() {
        Token token = tokens.start(ada);
        Use.Renewed renewed = (Use.Renewed) tokens.use(token.text());
        for (String text : new String[] {token.text(), renewed.token().text()}) {
            String secret = text.substring(37);
            assertThat(token + " " + renewed + table.scan(100, null) + tokens.list(ada))
                    .doesNotContain(secret);
        }
    }

    /** However old ones are mixed in: the family lives as long as only the newest, or the one before in time, is used. */
    @Property(tries = 100)
    void onlyTheNewestKeepsAFamily(@ForAll @Size(max = 8) List<@IntRange(max = 3) Integer> ages) {
        List<Token> history = new ArrayList<>(List.of(tokens.start(ada)));
        boolean alive = true;
        for (int age : ages) {
            int at = Math.max(0, history.size() - 1 - age);
            int behind = history.size() - 1 - at;
            Use use = tokens.use(history.get(at).text());
            boolean good = alive && behind <= 1;
            assertThat(use instanceof Use.Renewed).isEqualTo(good);
            alive = good;
            if (good && behind == 0) {
                history.add(((Use.Renewed) use).token());
            }
        }
    }

    private Token renewed(Token token) {
        return ((Use.Renewed) tokens.use(token.text())).token();
    }
}
