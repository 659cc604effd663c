package dev.headwater.aws.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.aws.FaultyProxy.Fault;
import dev.headwater.aws.FaultyProxy.Plan;
import dev.headwater.core.TestClock;
import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.playback.session.Admission.Admitted;
import dev.headwater.core.playback.session.Hold;
import dev.headwater.core.playback.session.LineSessions;
import dev.headwater.core.playback.session.Session;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Lease;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.PutResult.Conflict;
import dev.headwater.core.store.PutResult.Written;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.Together;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes that were done, and whose answer never came: the client sends them again, and they still count once. */
class LostRepliesTest {
    private static final Key KEY = new Key("LINE#1", "LINE");

    private final TestClock clock = TestClock.fixed();
    private Faulty dynamo;

    @BeforeEach
    void open() throws Exception {
        dynamo = new Faulty();
    }

    @AfterEach
    void close() throws Exception {
        if (dynamo != null) {
            dynamo.close();
        }
    }

    @Test
    void aWriteFindsItselfAndIsNoConflict() {
        dynamo.proxy.plan(Faulty.each(2, "UpdateItem", new Fault.LostReply()));
        assertThat(dynamo.table.put(KEY, body("a"), Condition.ifAbsent())).isEqualTo(new Written(1));
        assertThat(dynamo.table.put(KEY, body("b"), Condition.ifVersion(1))).isEqualTo(new Written(2));
        assertThat(dynamo.table.put(KEY, body("c"), Condition.always())).isEqualTo(new Written(3));
        dynamo.table.putAll(List.of(new TableStore.Write(KEY, body("d"))));
        assertThat(dynamo.direct.get(KEY)).contains(new Item(KEY, body("d"), 4));
        assertThat(dynamo.proxy.seen().stream().filter(r -> r.operation().equals("UpdateItem")))
                .hasSize(8);
    }

    @Test
    void aWriteThatIsLateFindsItselfToo() throws Exception {
        try (Faulty impatient = Faulty.impatient()) {
            impatient.proxy.plan(Faulty.each(2, "UpdateItem", new Fault.SilentReply()));
            assertThat(impatient.table.put(KEY, body("a"), Condition.ifAbsent()))
                    .isEqualTo(new Written(1));
        }
    }

    @Test
    void theSameWriteOfAnotherIsAConflict() {
        dynamo.direct.put(KEY, body("same"), Condition.ifAbsent());
        dynamo.proxy.plan(Faulty.each(2, "UpdateItem", new Fault.LostReply()));
        assertThat(dynamo.table.put(KEY, body("same"), Condition.ifAbsent())).isInstanceOf(Conflict.class);
        dynamo.proxy.plan(Faulty.each(2, "UpdateItem", new Fault.LostRequest()));
        dynamo.direct.put(KEY, body("other"), Condition.always());
        assertThat(dynamo.table.put(KEY, body("mine"), Condition.ifVersion(1)))
                .isEqualTo(new Conflict(dynamo.direct.get(KEY)));
    }

    /** A conflict would make whoever reads, changes and writes do it a second time. */
    @Test
    void aWriteThatOthersHaveWrittenOverIsNotKnown() {
        dynamo.direct.put(KEY, body("read"), Condition.ifAbsent());
        dynamo.proxy.plan(lostAndWrittenOver(() -> dynamo.direct.put(KEY, body("other"), Condition.always())));
        assertThatThrownBy(() -> dynamo.table.put(KEY, body("mine"), Condition.ifVersion(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(dynamo.name)
                .hasMessageContaining("not known");
    }

    @Test
    void whoDeletedIsNotKnownEither() {
        dynamo.direct.put(KEY, body("a"), Condition.ifAbsent());
        dynamo.proxy.plan(Faulty.each(2, "DeleteItem", new Fault.LostReply()));
        assertThatThrownBy(() -> dynamo.table.delete(KEY, Condition.ifVersion(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not known");
        assertThat(dynamo.direct.get(KEY)).isEmpty();
        dynamo.direct.put(KEY, body("a"), Condition.ifAbsent());
        assertThat(dynamo.table.delete(KEY, Condition.always())).isTrue();
        dynamo.direct.put(KEY, body("a"), Condition.ifAbsent());
        dynamo.direct.put(KEY, body("b"), Condition.always());
        assertThat(dynamo.table.delete(KEY, Condition.ifVersion(1))).isFalse();
    }

    @Test
    void leasesAreTakenRenewedAndGivenBackOnce() {
        dynamo.proxy.plan(Faulty.each(2, "UpdateItem", new Fault.LostReply()));
        Leases leases = new Leases(dynamo.table, clock);
        Duration length = Duration.ofSeconds(30);
        assertThat(leases.acquire("channel/1", "a", length).map(Lease::fence)).contains(1L);
        assertThat(leases.acquire("channel/1", "b", length)).isEmpty();
        assertThat(leases.acquire("channel/1", "a", length).map(Lease::fence)).contains(1L);
        leases.release("channel/1", "a");
        assertThat(leases.acquire("channel/1", "b", length).map(Lease::fence)).contains(2L);
        assertThat(new Leases(dynamo.direct, clock).find("channel/1").map(Lease::holder))
                .contains("b");
    }

    @Test
    void noIdIsHandedOutTwice() {
        dynamo.proxy.plan(Faulty.each(3, "UpdateItem", new Fault.LostReply()));
        Queue<Integer> ids = new ConcurrentLinkedQueue<>();
        AtomicInteger failed = new AtomicInteger();
        Together.run(6, worker -> {
            IdSequence sequence = new IdSequence(dynamo.another(), IdSequence.CONTENT, 2);
            for (int i = 0; i < 6; i++) {
                try {
                    ids.add(sequence.next());
                } catch (StoreException e) {
                    failed.incrementAndGet();
                }
            }
        });
        assertThat(ids.size() + failed.get()).isEqualTo(36);
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void aLineHasNoMoreSessionsThanItsLimitAndEveryAdmittedOneIsThere() {
        dynamo.proxy.plan(Faulty.each(3, "UpdateItem", new Fault.LostReply()));
        ConnectionLimit limit = new ConnectionLimit(3, ConnectionLimit.WhenFull.REFUSE);
        Set<String> admitted = ConcurrentHashMap.newKeySet();
        AtomicInteger failed = new AtomicInteger();
        Together.run(8, device -> {
            String id = "s" + device;
            LineSessions.Request request = new LineSessions.Request(
                    id, 1, new ClientIdentity("192.0.2." + device, "player " + device), Hold.live(6), clock.instant());
            try {
                if (new Sessions(dynamo.another(), clock).admit(1, request, limit) instanceof Admitted) {
                    admitted.add(id);
                }
            } catch (StoreException e) {
                failed.incrementAndGet();
            }
        });
        assertThat(failed).hasValueLessThan(8);
        assertThat(new Sessions(dynamo.direct, clock).live(1, limit))
                .hasSizeLessThanOrEqualTo(3)
                .extracting(Session::id)
                .containsAll(admitted);
    }

    @Test
    void aContendedCounterCountsWhatWasAcknowledged() {
        dynamo.proxy.plan(Faulty.each(7, "UpdateItem", new Fault.LostReply()));
        AtomicInteger acknowledged = new AtomicInteger();
        AtomicInteger unknown = new AtomicInteger();
        Together.run(6, worker -> {
            for (int i = 0; i < 8; i++) {
                try {
                    increment();
                    acknowledged.incrementAndGet();
                } catch (StoreException e) {
                    unknown.incrementAndGet();
                }
            }
        });
        long version = dynamo.direct.get(KEY).orElseThrow().version();
        assertThat(version).isBetween((long) acknowledged.get(), (long) acknowledged.get() + unknown.get());
    }

    /** The version counts: each loop writes once, over what it read. */
    private void increment() {
        while (true) {
            long read = dynamo.table.get(KEY).map(Item::version).orElse(0L);
            Condition condition = read == 0 ? Condition.ifAbsent() : Condition.ifVersion(read);
            if (dynamo.table.put(KEY, body("n"), condition) instanceof Written) {
                return;
            }
        }
    }

    /** Before the second request comes through, another writes. */
    private static Plan lostAndWrittenOver(Runnable other) {
        AtomicInteger count = new AtomicInteger();
        return request -> {
            if (!request.operation().equals("UpdateItem")) {
                return new Fault.None();
            }
            if (count.getAndIncrement() == 0) {
                return new Fault.LostReply();
            }
            other.run();
            return new Fault.None();
        };
    }

    private static Body body(String text) {
        return Body.of(1, "{\"text\":\"" + text + "\"}");
    }
}
