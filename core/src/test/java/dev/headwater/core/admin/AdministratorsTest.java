package dev.headwater.core.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.admin.Administrators.Change;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AdministratorsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Administrators administrators = new Administrators(table);

    @Test
    void aNameIsClaimedOnce() {
        assertThat(add(1, "ada", Role.OWNER)).isTrue();
        assertThat(add(2, "ada", Role.SUPPORT)).isFalse();
        assertThat(administrators.findByName("ada")).map(Administrator::id).contains(1);
        assertThat(administrators.find(2)).isEmpty();
        assertThat(administrators.list()).hasSize(1);
    }

    @Test
    void aNameIsFreeAgainAfterItsOwnerIsGone() {
        add(1, "ada", Role.OWNER);
        add(2, "bob", Role.OPERATOR);
        assertThat(administrators.remove("bob")).isInstanceOf(Change.Changed.class);
        assertThat(administrators.findByName("bob")).isEmpty();
        assertThat(administrators.remove("bob")).isEqualTo(new Change.NoSuchName());
        assertThat(add(3, "bob", Role.SUPPORT)).isTrue();
        assertThat(administrators.findByName("bob")).map(Administrator::id).contains(3);
    }

    @Test
    void namesAreNames() {
        for (String name : new String[] {"", "a b", "ä", "x".repeat(65), "a#b"}) {
            assertThatThrownBy(() -> add(1, name, Role.OWNER)).isInstanceOf(IllegalArgumentException.class);
            assertThat(administrators.findByName(name)).isEmpty();
        }
    }

    @Test
    void theLastEnabledOwnerStays() {
        add(1, "ada", Role.OWNER);
        add(2, "bob", Role.OWNER);
        assertThat(administrators.change("bob", who -> who.withEnabled(false, NOW)))
                .isInstanceOf(Change.Changed.class);
        assertThat(administrators.change("ada", who -> who.withRole(Role.OPERATOR, NOW)))
                .isEqualTo(new Change.LastOwner());
        assertThat(administrators.change("ada", who -> who.withEnabled(false, NOW)))
                .isEqualTo(new Change.LastOwner());
        assertThat(administrators.remove("ada")).isEqualTo(new Change.LastOwner());
        assertThat(administrators.change("ada", who -> who.withPassword("$new", NOW)))
                .isInstanceOf(Change.Changed.class);
        administrators.change("bob", who -> who.withEnabled(true, NOW));
        assertThat(administrators.remove("ada")).isInstanceOf(Change.Changed.class);
    }

    @RepeatedTest(20)
    void ownersWhoEndEachOtherAtOnceLeaveOne() {
        for (int i = 0; i < 8; i++) {
            add(i + 1, "owner" + i, Role.OWNER);
        }
        Together.run(8, i -> {
            switch (i % 3) {
                case 0 -> administrators.remove("owner" + i);
                case 1 -> administrators.change("owner" + i, who -> who.withRole(Role.SUPPORT, NOW));
                default -> administrators.change("owner" + i, who -> who.withEnabled(false, NOW));
            }
        });
        assertThat(administrators.list()).filteredOn(Administrator::owns).hasSize(1);
    }

    @Test
    void aLostUpdateIsNone() {
        add(1, "ada", Role.RESELLER);
        Together.run(20, i -> administrators.giveCredits(1, 5));
        assertThat(administrators.find(1)).map(Administrator::credits).contains(100);
    }

    @Test
    void creditsAreSpentOnce() {
        add(1, "ada", Role.RESELLER);
        administrators.giveCredits(1, 10);
        AtomicInteger taken = new AtomicInteger();
        Together.run(20, i -> {
            if (administrators.takeCredits(1, 3)) {
                taken.incrementAndGet();
            }
        });
        assertThat(taken).hasValue(3);
        assertThat(administrators.find(1)).map(Administrator::credits).contains(1);
        assertThat(administrators.takeCredits(9, 1)).isFalse();
        assertThatThrownBy(() -> administrators.takeCredits(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> administrators.giveCredits(1, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNewPasswordEndsWhatWasHandedOutBefore() {
        Administrator ada = Administrator.of(1, "ada", Role.OWNER, "$old", NOW);
        Administrator later = ada.withPassword("$new", NOW);
        assertThat(ada.admits(ada.tokensSince())).isTrue();
        assertThat(later.admits(ada.tokensSince())).isFalse();
        assertThat(later.admits(later.tokensSince())).isTrue();
        assertThat(later.endTokens(NOW.plus(Duration.ofHours(1))).tokensSince())
                .isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(later.withEnabled(false, NOW).admits(NOW.plusSeconds(99))).isFalse();
    }

    @Test
    void resellersAreTheirOwnTenants() {
        assertThat(Administrator.of(7, "r", Role.RESELLER, "$", NOW).caller())
                .isEqualTo(new Caller("r", Role.RESELLER.permissions(), 7));
        assertThat(Administrator.of(8, "o", Role.OWNER, "$", NOW).caller().tenant())
                .isNull();
    }

    @Test
    void nothingPrintsSecrets() {
        Administrator ada =
                Administrator.of(1, "ada", Role.OWNER, "canary-phc", NOW).withTotp(new StoredTotp("canary-sealed", 1));
        add(2, "bob", Role.OWNER);
        assertThat(ada + " " + new Change.Changed(ada) + ada.totp()).doesNotContain("canary");
        assertThat(ada.toString()).contains("ada");
    }

    private boolean add(int id, String name, Role role) {
        return administrators.add(Administrator.of(id, name, role, "$phc", NOW));
    }
}
