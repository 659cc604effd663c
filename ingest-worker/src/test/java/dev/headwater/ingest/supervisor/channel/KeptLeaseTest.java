package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Lease;
import dev.headwater.core.store.Leases;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeptLeaseTest {
    private static final Duration LENGTH = Duration.ofMillis(60);

    private final TestClock clock = new TestClock();
    private final Leases leases = new Leases(new InMemoryTableStore(), clock);

    private KeptLease taken() {
        return KeptLease.take(leases, "x", "a", LENGTH, () -> {}).orElseThrow();
    }

    @Test
    void oneThatLapsedUntakenIsKeptUnderItsFence() {
        try (KeptLease kept = taken()) {
            clock.move(Duration.ofHours(1));
            Await.until("it is renewed", () -> leases.find("x").isPresent());
            assertThat(leases.find("x")).map(Lease::fence).contains(kept.fence());
            assertThat(kept.isLost()).isFalse();
        }
    }

    @Test
    void oneThatAnotherHasIsLost() {
        try (KeptLease kept = taken()) {
            leases.seize("x", "b", LENGTH);
            Await.until("it is lost", kept::isLost);
        }
        assertThat(leases.find("x")).map(Lease::holder).contains("b");
    }
}
