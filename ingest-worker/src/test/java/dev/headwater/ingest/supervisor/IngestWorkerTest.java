package dev.headwater.ingest.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.Heartbeat;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.store.Lease;
import dev.headwater.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestWorkerTest {
    private final Rig rig = new Rig();
    private final List<IngestWorker> workers = new ArrayList<>();

    @AfterEach
    void close() {
        workers.forEach(IngestWorker::close);
    }

    private IngestWorker start(String id) {
        IngestWorker worker = rig.worker(id);
        workers.add(worker);
        worker.start();
        return worker;
    }

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
    void whatOneWorkerWasToldAnotherLeavesToIt() {
        rig.channel(1, "tiny");
        rig.channel(2, "tiny");
        start("cloud");
        rig.launcher.child(1);
        IngestWorker garage = rig.worker(rig.parts(Rig.config("garage", Set.of(2)), rig.launcher));
        workers.add(garage);
        garage.start();
        Await.until(
                "garage has the channel",
                () -> rig.leases
                        .find(Lease.ofChannel(2))
                        .filter(lease -> lease.holder().equals("garage"))
                        .isPresent());
        assertThat(rig.leases.find(Lease.ofChannel(1)).orElseThrow().holder()).isEqualTo("cloud");
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
    void theNextLifeOfAWorkerTakesItsChannelsBackAtOnce() {
        rig.channel(1, "tiny");
        Lease lease =
                rig.leases.restart("channel/1", "a", Duration.ofSeconds(10)).orElseThrow();
        ChannelSupervisor killed = rig.supervisor(1, lease.fence()); // as after kill -9: nothing was given back
        rig.launcher.child(0).opens("360p").makes(0).makes(1);
        long fence = rig.awaitSequence(1, 2).fence();

        start("a");
        rig.launcher.child(1).opens("360p").makes(0);
        LiveWindow window = rig.awaitSequence(1, 3);

        assertThat(window.fence()).isGreaterThan(fence);
        assertThat(window.segments()).extracting(Segment::discontinuity).containsExactly(false, false, true);
        killed.stop();
    }

    @Test
    void anotherWorkerTakesOverWhenTheLeaseHasRunOut() {
        rig.channel(1, "tiny");
        rig.channel(2, null);
        assertThat(rig.leases.restart("channel/1", "dead", Duration.ofSeconds(10)))
                .isPresent();
        IngestWorker worker = start("b");
        assertThat(rig.launcher.child(0).job.ladder())
                .as("channel 2, looked at after 1")
                .isNull();

        rig.clock.move(Duration.ofSeconds(11));
        worker.wake();
        rig.launcher
                .child("channel 1's, the only one with a ladder", job -> job.ladder() != null)
                .opens("360p")
                .makes(0);
        assertThat(rig.awaitSequence(1, 1).fence()).isEqualTo(2);
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
    void aClosedWorkerGivesItsChannelsBack() {
        rig.channel(1, "tiny");
        start("a");
        rig.launcher.child(0).opens("360p").makes(0);
        rig.awaitSequence(1, 1);
        workers.removeFirst().close();

        assertThat(rig.launcher.child(0).isKilled()).isTrue();
        assertThat(rig.leases.acquire("channel/1", "b", Duration.ofSeconds(10))).isPresent();
        assertThat(rig.window(1).segments()).hasSize(1);
    }

    private String maker(int channel) {
        return rig.leases.find(Lease.ofChannel(channel)).map(Lease::holder).orElse("nobody");
    }

    @Test
    void whatWasTakenByAnotherMeanwhileIsStopped() {
        rig.channel(1, "tiny");
        start("paused");
        rig.launcher.child(0).opens("360p").makes(0);
        rig.awaitSequence(1, 1);
        Lease taken;
        do { // its own renewal may come in between
            rig.clock.move(Duration.ofSeconds(11));
            taken = rig.leases
                    .acquire(Lease.ofChannel(1), "other", Duration.ofDays(1))
                    .orElse(null);
        } while (taken == null);
        Await.until("its child is stopped", () -> rig.launcher.child(0).isKilled());
        assertThat(maker(1)).isEqualTo("other");
        assertThat(rig.leases.find(Lease.ofChannel(1))).contains(taken);
    }

    @Test
    void aLapsedLeaseThatNobodyTookEndsNothing() {
        rig.channel(1, "tiny");
        start("a");
        rig.launcher.child(0).opens("360p").makes(0);
        rig.awaitSequence(1, 1);
        for (int i = 0; i < 3; i++) {
            rig.clock.move(Duration.ofSeconds(20));
            Await.until("it is renewed", () -> maker(1).equals("a"));
        }
        rig.launcher.child(0).makes(1);
        assertThat(rig.awaitSequence(1, 2).fence()).isEqualTo(1);
        assertThat(rig.launcher.children).hasSize(1);
    }

    @Test
    void aWorkerThatIsStoppedHandsOverBehindASegment() {
        rig.channel(1, "tiny");
        IngestWorker a = rig.worker("a");
        a.start();
        rig.launcher.child(0).opens("360p").makes(0);
        rig.awaitSequence(1, 1);
        start("b");
        Await.until("b is there", () -> rig.books.heartbeats().live().size() == 2);
        Thread closing = Thread.startVirtualThread(a::close);
        Await.until(
                "a says that it drains",
                () -> rig.books.heartbeats().live().stream().anyMatch(Heartbeat::draining));
        assertThat(rig.launcher.child(0).isKilled()).isFalse();
        while (rig.launcher.children.size() < 2) { // whichever segment it has begun to look behind
            long made = rig.window(1).nextSequence();
            rig.launcher.child(0).makes(made);
            Await.until(
                    "it is listed, or handed over",
                    () -> rig.window(1).nextSequence() > made || rig.launcher.children.size() > 1);
        }
        long before = rig.window(1).nextSequence();
        rig.launcher.child(1).opens("360p").makes(0);
        LiveWindow window = rig.awaitSequence(1, before + 1);
        assertThat(window.fence()).isEqualTo(2);
        Await.until("a has ended", () -> !closing.isAlive());
        assertThat(rig.books.heartbeats().live()).extracting(Heartbeat::worker).containsExactly("b");
        assertThat(maker(1)).isEqualTo("b");
    }

    @Test
    void viewersAreNotTurnedAwayWhileAnotherWorkerHasRoom() {
        for (int id = 1; id <= 4; id++) {
            rig.channels.save(rig.channel(id, "tiny").running(Channel.Run.ON_DEMAND));
            rig.demands.want(id, id, 1);
        }
        start("a");
        start("b");
        Await.until("all four are made", () -> rig.launcher.children.size() == 4);
        for (int id = 1; id <= 4; id++) {
            assertThat(maker(id)).isIn("a", "b");
        }
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
    void aClosedWorkerGivesBackAChannelThatWaitedForTheStore() {
        rig.channel(1, "tiny");
        CountDownLatch asked = new CountDownLatch(1);
        IngestWorker worker = rig.worker(rig.parts("a", () -> {
            asked.countDown();
            throw new StoreException("no window");
        }));
        worker.start();
        Await.until("the channel is begun", () -> asked.getCount() == 0);
        worker.close();

        assertThat(rig.leases.acquire("channel/1", "b", Duration.ofSeconds(10))).isPresent();
    }
}
