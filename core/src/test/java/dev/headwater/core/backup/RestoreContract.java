package dev.headwater.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.Pause;
import dev.headwater.core.TestClock;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Lease;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.Tables;
import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a restore into any tables keeps; each adapter runs it by naming how a table is opened. */
public abstract class RestoreContract {
    private final TestClock clock = TestClock.fixed();
    private final BackupFixture from = new BackupFixture(clock);
    private Pause pause = _ -> {};
    private Tables to;

    /** Opens an empty table. */
    protected abstract TableStore open();

    @BeforeEach
    final void openTables() {
        to = new Tables(open(), open(), open());
    }

    @Test
    final void idsGoOnPastTheHighestHandedOut() throws Exception {
        new IdSequence(from.tables.accounts(), IdSequence.CONTENT, 8).next();
        restore(to, from.backup(null, false), false);
        assertThat(new IdSequence(to.accounts(), IdSequence.CONTENT, 8).next()).isEqualTo(109);
    }

    @Test
    final void countersAreNeverBackWhereTheyWere() throws Exception {
        LiveWindow window = LiveWindow.empty(5, 3, 2, clock.instant())
                .append(new Segment("s", 2000, clock.instant(), true), 6, clock.instant());
        new LiveWindows(from.tables.sessions()).replace(null, window);
        Leases leases = new Leases(from.tables.sessions(), clock);
        Lease lease = leases.acquire("channel-5", "me", Duration.ofMinutes(10)).orElseThrow();
        from.tables.sessions().put(new Key("SESSIONS#1", "SESSIONS"), Body.of(1, "{}"), Condition.always());
        byte[] backup = from.backup(null, false);
        clock.advance(Duration.ofMinutes(10));
        restore(to, backup, false);
        LiveWindow restored = new LiveWindows(to.sessions()).find(5).orElseThrow();
        assertThat(restored.segments()).isEmpty();
        assertThat(restored.mediaSequence()).isEqualTo(1 + 600 + 100);
        assertThat(restored.discontinuitySequence()).isGreaterThan(600);
        Lease next = new Leases(to.sessions(), clock)
                .acquire("channel-5", "another", Duration.ofSeconds(1))
                .orElseThrow();
        assertThat(next.fence()).isGreaterThan(lease.fence() + 999).isGreaterThan(restored.fence());
        assertThat(to.sessions().get(new Key("SESSIONS#1", "SESSIONS"))).isEmpty();
    }

    @Test
    final void whatIsMadeAgainStaysBehind() throws Exception {
        for (String kind : List.of(
                "LISTINGS#live", "PUBLISH#live", "SLATES", "GUIDE-DOCUMENTS", "VOD#7", "VODWAITING", "VODWISHES")) {
            from.tables.catalog().put(new Key(kind, "x"), Body.of(1, "{}"), Condition.always());
        }
        from.tables.catalog().put(new Key("MOVIES", "x"), Body.of(1, "{}"), Condition.always());
        restore(to, from.backup(null, false), false);
        assertThat(BackupFixture.all(to.catalog())).hasSize(1);
    }

    @Test
    final void nobodyIsLoggedInAfterARestore() throws Exception {
        for (String kind : List.of("REFRESH#f", "REFRESHOF#1", "SETUP", "ADMINTOTP#1")) {
            from.tables.accounts().put(new Key(kind, "x"), Body.of(1, "{}"), Condition.always());
        }
        from.tables.accounts().put(new Key("ADMIN#1", "x"), Body.of(1, "{}"), Condition.always());
        restore(to, from.backup(null, false), false);
        assertThat(BackupFixture.all(to.accounts())).hasSize(1);
    }

    @Test
    final void tablesThatHoldSomethingAreLeftAlone() throws Exception {
        line(from.tables.accounts(), "1");
        line(to.accounts(), "2");
        byte[] backup = from.backup(null, false);
        assertThatThrownBy(() -> restore(to, backup, false)).hasMessageContaining("something here already");
        assertThat(BackupFixture.all(to.accounts())).hasSize(1);
        RestoreMarker.refuseHalfASystem(to.accounts());
        restore(to, backup, true);
        assertThat(BackupFixture.all(to.accounts())).isEqualTo(BackupFixture.all(from.tables.accounts()));
    }

    @Test
    final void nothingStartsOnHalfASystemAndTheRestoreCanBeRunAgain() throws Exception {
        line(from.tables.accounts(), "1");
        from.tables.catalog().put(new Key("MOVIES", "x"), Body.of(1, "{}"), Condition.always());
        byte[] backup = from.backup(null, false);
        Tables failing = new Tables(new FullTable(to.catalog()), to.accounts(), to.sessions());
        assertThatThrownBy(() -> restore(failing, backup, false)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> RestoreMarker.refuseHalfASystem(to.accounts()))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("cut short");
        restore(to, backup, false);
        RestoreMarker.refuseHalfASystem(to.accounts());
        assertThat(BackupFixture.all(to.catalog())).isEqualTo(BackupFixture.all(from.tables.catalog()));
    }

    @Test
    final void nothingIsRemovedBeforeWhatRunsHasSeenTheMark() throws Exception {
        line(to.accounts(), "2");
        RestoreWatch watch = new RestoreWatch(to.accounts(), clock);
        assertThat(watch.getAsBoolean()).isFalse();
        List<Boolean> seen = new ArrayList<>();
        pause = length -> {
            clock.advance(length);
            seen.add(watch.getAsBoolean());
            assertThat(to.accounts().get(new Key("LINE#2", "LINE"))).isPresent();
        };
        restore(to, from.backup(null, false), true);
        assertThat(seen).containsExactly(true);
        clock.advance(RestoreWatch.SEEN_WITHIN);
        assertThat(watch.getAsBoolean()).isFalse();
    }

    private void restore(Tables tables, byte[] backup, boolean replace) throws Exception {
        new Restore(
                        tables,
                        new InMemorySecretStore(),
                        new InMemoryObjectStore(),
                        kind -> 1,
                        new SecureRandom(),
                        clock,
                        (step, done, all) -> {},
                        pause)
                .run(() -> new ByteArrayInputStream(backup), null, replace, 100);
    }

    private static void line(TableStore accounts, String id) {
        accounts.put(new Key("LINE#" + id, "LINE"), Body.of(1, "{}"), Condition.always());
    }
}
