package dev.headwater.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private static final Duration LENGTH = Duration.ofSeconds(5);

    private final TestClock clock = TestClock.fixed();
    private final Leases leases = new Leases(new InMemoryTableStore(), clock);

    private Lease taken(String holder) {
        return leases.restart("x", holder, LENGTH).orElseThrow();
    }

    @Test
    void oneThatLapsedUntakenIsRenewedUnderItsFence() {
        Lease lease = taken("a");
        clock.advance(LENGTH.multipliedBy(3));
        assertThat(leases.find("x")).isEmpty();
        Lease renewed = leases.renew(lease, LENGTH).orElseThrow();
        assertThat(renewed.fence()).isEqualTo(lease.fence());
        assertThat(leases.find("x")).contains(renewed);
        assertThat(leases.acquire("x", "b", LENGTH)).isEmpty();
    }

    @Test
    void oneThatWasTakenSinceIsNotRenewedEvenWhenItLapsedAgain() {
        Lease lease = taken("a");
        clock.advance(LENGTH);
        taken("b");
        assertThat(leases.renew(lease, LENGTH)).isEmpty();
        clock.advance(LENGTH);
        assertThat(leases.renew(lease, LENGTH)).isEmpty();
    }

    /** The table may have hung meanwhile. */
    @Test
    void oneThatWasGivenBackIsNotRenewed() {
        Lease lease = taken("a");
        leases.release("x", "a");
        assertThat(leases.renew(lease, LENGTH)).isEmpty();
        assertThat(leases.find("x")).isEmpty();
        assertThat(taken("b").fence()).isGreaterThan(lease.fence());
    }

    @Test
    void oneThatLapsedBeforeItWasGivenBackIsNotRenewedEither() {
        Lease lease = taken("a");
        clock.advance(LENGTH);
        leases.release("x", "a");
        assertThat(leases.renew(lease, LENGTH)).isEmpty();
        assertThat(taken("b").fence()).isGreaterThan(lease.fence());
    }

    @Test
    void theNextLifeOfAHolderEndsTheLeaseOfTheOneBefore() {
        Lease lease = taken("a");
        Lease next = taken("a");
        assertThat(next.fence()).isGreaterThan(lease.fence());
        assertThat(leases.renew(lease, LENGTH)).isEmpty();
        assertThat(leases.renew(next, LENGTH)).isPresent();
    }
}
