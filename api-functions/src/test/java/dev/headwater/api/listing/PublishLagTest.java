package dev.headwater.api.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.store.InMemoryTableStore;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long changes wait to be shown. */
class PublishLagTest {
    private static final PackKey LIVE =
            new PackKey(Scope.LIVE, Form.JSON, new Audience(new BouquetSet(List.of("all")), false, ""));

    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final PublishRequests requests = new PublishRequests(table, clock);
    private final Packs packs = new Packs(table, clock);
    private final PublishLag lag = new PublishLag(table, clock);

    @Test
    void aChangeWaitsUntilTheListsInUseShowIt() {
        assertThat(lag.measure()).isZero();
        shown();
        requests.changed(Scope.LIVE);
        assertThat(lag.measure()).isZero();
        clock.advance(Duration.ofSeconds(20));
        assertThat(lag.measure()).isEqualTo(Duration.ofSeconds(20));
        shown();
        assertThat(lag.measure()).isZero();
    }

    @Test
    void changesThatFollowOneAnotherAndAreShownDoNotAddUp() {
        shown();
        for (int i = 0; i < 5; i++) {
            requests.changed(Scope.LIVE);
            assertThat(lag.measure()).isLessThanOrEqualTo(Duration.ofSeconds(10));
            shown();
            requests.changed(Scope.LIVE);
            clock.advance(Duration.ofSeconds(10));
        }
    }

    @Test
    void whatIsHeldOrInNobodysUseDoesNotWait() {
        shown();
        requests.hold(EnumSet.of(Scope.LIVE), "import", Duration.ofHours(1));
        lag.measure();
        clock.advance(Duration.ofMinutes(10));
        assertThat(lag.measure()).isZero();
        clock.advance(Duration.ofDays(2));
        assertThat(lag.measure()).isZero();
    }

    private void shown() {
        packs.save(LIVE, Ready.of(LIVE, requests.wanted(Scope.LIVE), null, clock.instant(), "pack"));
    }
}
