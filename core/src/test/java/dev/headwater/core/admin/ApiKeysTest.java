package dev.headwater.core.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.TestClock;
import dev.headwater.core.admin.ApiKeys.Creation;
import dev.headwater.core.admin.ApiKeys.Wanted;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Together;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final Set<Permission> READ = Set.of(Permission.LINES_READ);
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final ApiKeys keys = new ApiKeys(table, new SecureRandom(), clock);

    @Test
    void aTokenFindsItsKey() {
        Creation.Created made = created("ci");
        assertThat(made.token()).matches("hwk_[0-9a-f]{16}_[A-Za-z0-9_-]{43}");
        assertThat(keys.find(made.token())).contains(made.key());
        assertThat(made.key().caller()).isEqualTo(new Caller("key:ci", READ, null));
        char last = made.token().charAt(63);
        String other = made.token().substring(0, 63) + (last == 'A' ? 'B' : 'A');
        for (String bad : new String[] {other, "", "hwk_0000000000000000_" + "A".repeat(43), made.token() + "A"}) {
            assertThat(keys.find(bad)).isEmpty();
        }
    }

    @Test
    void aRemovedOrExpiredKeyIsNone() {
        Creation.Created gone = created("gone");
        keys.remove("gone");
        assertThat(keys.find(gone.token())).isEmpty();
        assertThat(keys.remove("gone")).isEmpty();
        Creation.Created brief = (Creation.Created) keys.create(
                Caller.LOCAL, new Wanted("brief", READ, null, clock.instant().plusSeconds(60)));
        assertThat(keys.find(brief.token())).isPresent();
        clock.advance(Duration.ofSeconds(60));
        assertThat(keys.find(brief.token())).isEmpty();
        assertThat(keys.list()).hasSize(1);
    }

    @Test
    void namesAreUniqueAndFreeAgain() {
        created("ci");
        assertThat(keys.create(Caller.LOCAL, new Wanted("ci", READ, null, null)))
                .isEqualTo(new Creation.NameTaken());
        assertThat(keys.list()).hasSize(1);
        keys.remove("ci");
        created("ci");
    }

    @Test
    void ofManyOfOneNameOneIsMade() {
        AtomicInteger made = new AtomicInteger();
        Together.run(10, i -> {
            if (keys.create(Caller.LOCAL, new Wanted("ci", READ, null, null)) instanceof Creation.Created) {
                made.incrementAndGet();
            }
        });
        assertThat(made).hasValueLessThanOrEqualTo(1);
        assertThat(keys.list()).hasSize(made.get());
    }

    @Property(tries = 200)
    void aKeyMayNeverDoMoreThanItsCreator(
            @ForAll Set<Permission> creators, @ForAll @Size(min = 1) Set<Permission> wanted) {
        keys.remove("k");
        Creation creation = keys.create(new Caller("ada", creators, null), new Wanted("k", wanted, null, null));
        if (creators.containsAll(wanted)) {
            assertThat(creation).isInstanceOf(Creation.Created.class);
        } else {
            Set<Permission> beyond = EnumSet.copyOf(wanted);
            beyond.removeAll(creators);
            assertThat(creation).isEqualTo(new Creation.Beyond(beyond));
        }
    }

    @Test
    void aResellersKeyIsTheResellers() {
        Caller reseller = new Caller("r", Role.RESELLER.permissions(), 7);
        Creation own = keys.create(reseller, new Wanted("own", READ, null, null));
        assertThat(((Creation.Created) own).key().tenant()).isEqualTo(7);
        assertThat(keys.create(reseller, new Wanted("other", READ, 8, null))).isEqualTo(new Creation.ForeignTenant());
        assertThat(keys.create(Caller.LOCAL, new Wanted("wide", Set.of(Permission.CATALOG_WRITE), 7, null)))
                .isEqualTo(new Creation.Beyond(Set.of(Permission.CATALOG_WRITE)));
    }

    @Test
    void wishesThatAreNone() {
        assertThatThrownBy(() -> keys.create(Caller.LOCAL, new Wanted("a b", READ, null, null)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> keys.create(Caller.LOCAL, new Wanted("k", Set.of(), null, null)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> keys.create(Caller.LOCAL, new Wanted("k", READ, null, clock.instant())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aUseIsWrittenOnceAnHour() {
        Creation.Created made = created("ci");
        Key item = new Key("APIKEYS", made.key().id());
        for (int minute = 0; minute < 60; minute += 10) {
            keys.find(made.token());
            assertThat(table.get(item).orElseThrow().version()).isEqualTo(2);
            clock.advance(Duration.ofMinutes(10));
        }
        keys.find(made.token());
        assertThat(table.get(item).orElseThrow().version()).isEqualTo(3);
        assertThat(keys.findByName("ci").orElseThrow().lastUsed()).isEqualTo(clock.instant());
    }

    @Test
    void aRemovedKeyIsNotBroughtBackByAUse() {
        for (int round = 0; round < 20; round++) {
            Creation.Created made = created("ci");
            Together.run(4, i -> {
                if (i == 0) {
                    keys.remove("ci");
                } else {
                    keys.find(made.token());
                }
            });
            assertThat(keys.list()).isEmpty();
        }
    }

    @Test
    void nothingKeepsOrPrintsASecret() {
        Creation.Created made = created("ci");
        assertThat(made + " " + made.key() + table.scan(100, null))
                .doesNotContain(made.token().substring(21));
        assertThat(made.toString()).doesNotContain(made.key().digest());
    }

    private Creation.Created created(String name) {
        return (Creation.Created) keys.create(Caller.LOCAL, new Wanted(name, READ, null, null));
    }
}
