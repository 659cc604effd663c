package dev.headwater.ingest.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.hls.Heartbeat;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.store.Lease;
import dev.headwater.core.store.StoreException;
import dev.headwater.ingest.supervisor.channel.ChannelSupervisor;
import dev.headwater.ingest.supervisor.channel.Rig;
import dev.headwater.ingest.supervisor.children.Await;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Which worker makes a channel, and how it changes hands. */
class WorkersShareTest extends WorkerFixture {
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
