package dev.headwater.ingest.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.WorkerBooks;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.Page;
import dev.headwater.ingest.supervisor.channel.BrokenStore;
import dev.headwater.ingest.supervisor.channel.HangingTable;
import dev.headwater.ingest.supervisor.channel.IngestConfig;
import dev.headwater.ingest.supervisor.channel.Rig;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.TestClock;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a worker makes: channels as they are added, changed, switched off, asked for, whatever goes wrong. */
class IngestWorkerTest extends WorkerFixture {
    @Test
    void everyEnabledChannelIsOnAir() {
        rig.channel(1, "tiny");
        rig.channel(2, null);
        rig.channels.save(Rig.enabled(rig.channel(3, "tiny"), false));
        start("a");
        rig.launcher.child(1);
        rig.launcher.children.forEach(child -> child.opens("360p").makes(0));

        assertThat(rig.awaitSequence(1, 1).targetDuration()).isEqualTo(2);
        assertThat(rig.awaitSequence(2, 1).targetDuration()).isEqualTo(5);
        assertThat(rig.launcher.children).hasSize(2);
        assertThat(rig.windows.find(3)).isEmpty();
    }

    @Test
    void aChannelThatIsSwitchedOffStopsAndShowsIt() {
        Channel channel = rig.channel(1, "tiny");
        IngestWorker worker = start("a");
        rig.launcher.child(0).opens("360p").makes(0);
        rig.awaitSequence(1, 1);

        rig.channels.save(Rig.enabled(channel, false));
        worker.wake();
        Await.until("the channel is off", () -> rig.window(1).state() == ChannelState.OFF);

        assertThat(rig.launcher.child(0).isKilled()).isTrue();
        assertThat(rig.window(1).segments()).isEmpty();
        assertThat(rig.window(1).nextSequence()).isEqualTo(1);
    }

    @Test
    void aChannelOnDemandIsMadeWhileSomebodyWatches() {
        rig.channels.save(rig.channel(1, "tiny").running(Channel.Run.ON_DEMAND));
        rig.channel(2, "tiny");
        TestClock otherClock = new TestClock(); // leases would lapse as well
        Demands demands = new Demands(rig.sessions, otherClock);
        IngestWorker worker =
                new IngestWorker(rig.parts("a"), Rig.IDLE, rig.channels, rig.withheld, demands, rig.books);
        workers.add(worker);
        demands.listen(worker::lookForDemands);
        worker.start();
        rig.launcher.child(0).opens("360p").makes(0);
        rig.awaitSequence(2, 1);
        assertThat(rig.launcher.children).hasSize(1);

        demands.want(1, 1, 1);
        rig.launcher.child(1).opens("360p").makes(0);
        rig.awaitSequence(1, 1);

        otherClock.move(Duration.ofSeconds(59));
        demands.want(1, 1, 1);
        otherClock.move(Duration.ofSeconds(59));
        rig.launcher.child(1).makes(1);
        rig.awaitSequence(1, 2);
        otherClock.move(Duration.ofSeconds(2));
        Await.until("the channel is off", () -> rig.window(1).state() == ChannelState.OFF);
        assertThat(rig.launcher.child(1).isKilled()).isTrue();
        assertThat(rig.launcher.child(0).isKilled()).isFalse();

        demands.want(1, 1, 1);
        rig.launcher.child(2).opens("360p").makes(0);
        assertThat(rig.awaitSequence(1, 3).state()).isEqualTo(ChannelState.ON_AIR);
    }

    /** What is made in any case is read less often than what is asked for. */
    @Test
    void aWatchedChannelThatIsMadeInAnyCaseFromNowOnStaysOnAir() {
        Channel always = rig.channel(1, "tiny");
        rig.channels.save(always.running(Channel.Run.ON_DEMAND));
        rig.channels.save(rig.channel(2, "tiny").running(Channel.Run.ON_DEMAND));
        rig.demands.want(1, 1, 1);
        start("a");
        rig.launcher.child(0).opens("360p").makes(0);
        rig.awaitSequence(1, 1);

        rig.channels.save(always);
        rig.demands.want(2, 2, 1);
        rig.launcher.child(1); // all were looked at meanwhile
        rig.launcher.child(0).makes(1);
        rig.awaitSequence(1, 2);
        assertThat(rig.launcher.child(0).isKilled()).isFalse();
    }

    @Test
    void oneThatWasNeverStartedCanBeClosed() {
        IngestWorker worker = rig.worker(rig.parts("a"));
        worker.close();
        assertThat(worker.isRunning()).isFalse();
    }

    @Test
    void whoComesTooLateIsToldSoUntilThereIsRoom() {
        for (int id = 1; id <= 3; id++) {
            rig.channels.save(rig.channel(id, "tiny").running(Channel.Run.ON_DEMAND));
            rig.demands.want(id, id, 1);
        }
        IngestWorker worker = start("a");
        rig.launcher.child(1);
        Await.until(
                "the third is turned away",
                () -> rig.windows
                        .find(3)
                        .filter(window -> window.state() == ChannelState.FAILED)
                        .isPresent());
        assertThat(rig.window(3).error()).contains("2 other channels on demand");
        assertThat(rig.launcher.children).hasSize(2);
        Await.until(
                "the third is given back",
                () -> rig.leases
                        .acquire("channel/3", "b", Duration.ofSeconds(1))
                        .isPresent());
        rig.leases.release("channel/3", "b");

        rig.channels.delete(1);
        worker.wake();
        rig.launcher.child(2).opens("360p").makes(0);
        assertThat(rig.awaitSequence(3, 1).state()).isEqualTo(ChannelState.ON_AIR);
    }

    @Test
    void aChannelThatIsRemovedLeavesNoWindow() {
        rig.channel(1, "tiny");
        IngestWorker worker = start("a");
        rig.launcher.child(0).opens("360p").makes(0);
        rig.awaitSequence(1, 1);

        rig.channels.delete(1);
        worker.wake();
        Await.until("the window is gone", () -> rig.windows.find(1).isEmpty());
        assertThat(rig.launcher.child(0).isKilled()).isTrue();
    }

    @Test
    void aChannelThatIsChangedStartsAnewUnderAHigherFence() {
        rig.channel(1, "tiny");
        IngestWorker worker = start("a");
        rig.launcher.child(0).opens("360p").makes(0);
        long fence = rig.awaitSequence(1, 1).fence();

        rig.channel(1, "small");
        worker.wake();
        rig.launcher.child(1).opens("720p", "360p").makes(0);
        LiveWindow window = rig.awaitSequence(1, 2);

        assertThat(rig.launcher.child(0).isKilled()).isTrue();
        assertThat(window.fence()).isGreaterThan(fence);
        assertThat(window.segments().getLast().discontinuity()).isTrue();
    }

    @Test
    void aNewNameIsNoReasonToStartAnew() {
        Channel channel = rig.channel(1, "tiny");
        IngestWorker worker = start("a");
        rig.launcher.child(0).opens("360p").makes(0);
        rig.awaitSequence(1, 1);

        rig.channels.save(
                Channel.of(1, Listed.plain("Other", 9, channel.listed().addedAt()), channel.sources(), "tiny"));
        worker.wake();
        rig.launcher.child(0).makes(1);
        rig.awaitSequence(1, 2);
        assertThat(rig.launcher.children).hasSize(1);
    }

    @Test
    void aLadderOfTheOperatorsIsFoundAndAChangedOneStartsItsChannelsAnew() {
        Ladder mine = new Ladder("mine", 30, Ladder.TINY.rungs());
        rig.channels.ladders().add(mine);
        rig.channel(1, "mine");
        start("a");
        assertThat(rig.launcher.child(0).job.ladder()).isEqualTo(mine);

        Ladder slower = new Ladder("mine", 24, mine.rungs());
        rig.channels.ladders().change("mine", _ -> slower);
        assertThat(rig.launcher.child(1).job.ladder()).isEqualTo(slower);
    }

    @Test
    void aLadderThatIsGoneTakesNoChannelOffAir() {
        rig.channel(1, "gone");
        start("a");
        assertThat(rig.launcher.child(0).job.ladder()).isEqualTo(Ladder.SMALL);
    }

    @Test
    void aLadderThatCanNotBeReadAnyMoreStaysAsItWas() {
        Ladder mine = new Ladder("mine", 30, Ladder.TINY.rungs());
        rig.channels.ladders().add(mine);
        Planner planner = new Planner(rig.channels.ladders());
        Channel channel = rig.channel(1, "mine");
        assertThat(planner.plan(channel).ladder()).isEqualTo(mine);

        rig.channels.ladders().remove("mine", _ -> {});
        planner.lookAgain();
        assertThat(planner.plan(channel).ladder()).isEqualTo(mine);
    }

    @Test
    void whateverThreadAnErrorHitsTheChannelIsOnAirAgain() {
        rig.channel(1, "tiny");
        Set<String> hit = ConcurrentHashMap.newKeySet();
        IngestWorker worker = rig.worker(rig.parts("a", () -> {
            if (hit.add(Thread.currentThread().getName())) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return rig.clock.instant();
        }));
        workers.add(worker);
        worker.start();
        rig.launcher.child(0).opens("360p").makes(0);
        Await.until("an error hits the publisher", () -> hit.contains("publish-1"));
        Await.until("an error hits the worker", () -> hit.contains("ingest-worker"));
        rig.launcher.child(0).makes(1);
        LiveWindow window = rig.awaitSequence(1, 1);

        assertThat(window.fence()).as("a second supervisor's").isEqualTo(2);
        rig.channels.delete(1);
        worker.wake();
        Await.until(
                "the worker still looks at its channels",
                () -> rig.windows.find(1).isEmpty());
    }

    @Test
    void aChildThatStandsStillIsKilledWhileTheTableHangs() {
        HangingTable table = new HangingTable(rig.sessions);
        rig.channel(1, "tiny");
        IngestWorker worker = new IngestWorker(
                rig.parts("a"), Rig.IDLE, rig.channels, rig.withheld, rig.demands, WorkerBooks.in(table, rig.clock));
        workers.add(worker);
        worker.start();
        rig.launcher.child(0).opens("360p").makes(0);
        rig.awaitSequence(1, 1);
        table.gate = new CountDownLatch(1);
        try {
            rig.clock.move(Duration.ofSeconds(6));
            Await.until("a renewal hangs", () -> table.waiting.get() > 0);
            rig.nanos.addAndGet(Duration.ofSeconds(6).toNanos());
            Await.until("the child is killed", () -> rig.launcher.child(0).isKilled());
            rig.launcher.child(1);
        } finally {
            table.gate.countDown();
        }
    }

    @Test
    void noErrorEndsTheWorkerWhereverItHits() {
        AtomicInteger calls = new AtomicInteger();
        Random random = new Random(3);
        rig.channel(1, "tiny");
        IngestWorker worker = rig.worker(rig.parts("a", () -> {
            boolean isWorker = Thread.currentThread().getName().equals("ingest-worker");
            if (isWorker && calls.incrementAndGet() < 300 && random.nextBoolean()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return rig.clock.instant();
        }));
        workers.add(worker);
        worker.start();
        Await.until("it has gone on behind all of them", Duration.ofSeconds(60), () -> calls.get() > 300);
        rig.launcher.child(0);
    }

    @Test
    void aStoreThatHangsDoesNotKeepTheWorkerFromEnding() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean hangs = new AtomicBoolean();
        rig.objects = new BrokenStore(rig.objects) {
            @Override
            public Page<ObjectInfo> list(String prefix, int limit, @Nullable String after) {
                hangs.set(true);
                awaitWhateverHappens(gate);
                return super.list(prefix, limit, after);
            }
        };
        rig.swept.remember(1);
        IngestWorker worker = rig.worker(rig.parts(sweeping(Rig.config("a")), rig.launcher));
        worker.start();
        try {
            Await.until("the sweeper hangs", hangs::get);
            Thread closing = Thread.ofPlatform().start(worker::close);
            Await.until("the worker is closed", Duration.ofSeconds(30), () -> !closing.isAlive());
        } finally {
            gate.countDown();
        }
    }

    private static IngestConfig sweeping(IngestConfig config) {
        return new IngestConfig(
                config.workerId(),
                config.childCommand(),
                config.leaseLength(),
                config.tick(),
                config.queueSegments(),
                config.queueBytes(),
                config.frameTimeout(),
                config.openTimeout(),
                config.maxBackoff(),
                config.stableAfter(),
                config.retention(),
                Duration.ofMillis(10),
                config.only(),
                config.demanded(),
                config.keyLife());
    }

    private static void awaitWhateverHappens(CountDownLatch gate) {
        while (gate.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
