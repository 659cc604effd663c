package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.IngestStatus;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.store.StoreException;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.ScriptedLauncher;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ChannelSupervisorTest {
    private final Rig rig = new Rig();
    private ChannelSupervisor supervisor;

    @AfterEach
    void stop() {
        if (supervisor != null) {
            supervisor.stop();
        }
    }

    @Test
    void aSegmentIsListedOnceEveryRenditionIsStored() {
        supervisor = rig.supervisor(1, 1);
        ScriptedLauncher.Child child =
                rig.launcher.child(0).opens("720p", "360p").makes("720p", 0);
        Await.until("the child is read", child::isRead);
        assertThat(rig.window(1).segments()).isEmpty();

        child.makes("360p", 0);
        LiveWindow window = rig.awaitSequence(1, 1);

        Segment first = window.segments().getFirst();
        assertThat(window.state()).isEqualTo(ChannelState.ON_AIR);
        assertThat(window.mediaSequence()).isZero();
        assertThat(first.discontinuity()).isFalse();
        assertThat(first.start()).isEqualTo(rig.clock.instant());
        assertThat(rig.isStored(1, "720p", first)).isTrue();
        assertThat(rig.isStored(1, "360p", first)).isTrue();
        assertThat(window.renditions().getLast().bandwidth()).isEqualTo(4000);
        assertThat(window.renditions().getLast().averageBandwidth()).isEqualTo(4000);
    }

    @Test
    void aNewChildGoesOnCountingBehindADiscontinuity() {
        supervisor = rig.supervisor(1, 1);
        rig.launcher.child(0).opens("360p").makes(0).makes(1);
        rig.awaitSequence(1, 2); // more at once than the queue holds would be a gap
        rig.launcher.child(0).ends();
        rig.launcher.child(1).opens("360p").makes(0).makes(1);
        LiveWindow window = rig.awaitSequence(1, 4);

        assertThat(window.segments()).extracting(Segment::discontinuity).containsExactly(false, false, true, false);
        assertThat(window.segments())
                .extracting(s -> SegmentName.parse(s.name()).orElseThrow().sequence())
                .containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void timeOfDayNeverStepsBackWhateverTheClockDoes() {
        supervisor = rig.supervisor(1, 1);
        rig.launcher.child(0).opens("360p").makes(0).makes(1);
        rig.awaitSequence(1, 2);
        rig.clock.move(Duration.ofHours(-1));
        rig.launcher.child(0).ends();
        rig.launcher.child(1).opens("360p").makes(0);
        LiveWindow window = rig.awaitSequence(1, 3);

        Segment before = window.segments().get(1);
        assertThat(window.segments().getLast().start()).isEqualTo(before.end());
    }

    @Test
    void aMachineThatSleptSaysSo() {
        supervisor = rig.supervisor(1, 1);
        rig.launcher.child(0).opens("360p").makes(0);
        rig.awaitSequence(1, 1);
        rig.clock.move(Duration.ofHours(1));
        rig.launcher.child(0).makes(1);
        Segment second = rig.awaitSequence(1, 2).segments().getLast();

        assertThat(second.discontinuity()).isTrue();
        assertThat(second.end()).isEqualTo(rig.clock.instant());
    }

    @Test
    void whoWasFencedOutChangesNothingMore() {
        supervisor = rig.supervisor(1, 1);
        ScriptedLauncher.Child child = rig.launcher.child(0).opens("360p").makes(0);
        rig.awaitSequence(1, 1);
        WindowWriter other = new WindowWriter(rig.windows, 1, Packaging.LADDER, 2, rig.clock);
        LiveWindow taken = other.takeOver().orElseThrow();

        child.makes(1).makes(2);
        Await.until("the late supervisor gives up", supervisor::isOver);
        supervisor.check();

        assertThat(child.isKilled()).isTrue();
        assertThat(rig.window(1)).isEqualTo(taken);
        assertThat(rig.launcher.children).hasSize(1);
    }

    @Test
    void aStoreThatFailsForAWhileIsAskedAgain() {
        BrokenStore store = new BrokenStore(rig.objects);
        store.failures.set(3);
        rig.objects = store;
        supervisor = rig.supervisor(1, 1);
        rig.launcher.child(0).opens("360p").makes(0);

        Segment first = rig.awaitSequence(1, 1).segments().getFirst();
        assertThat(rig.isStored(1, "360p", first)).isTrue();
        assertThat(store.puts).hasValue(4);
    }

    @Test
    void aStoreThatHangsCostsSegmentsAndNeverStallsTheChild() {
        BrokenStore store = new BrokenStore(rig.objects);
        store.gate = new CountDownLatch(1);
        rig.objects = store;
        supervisor = rig.supervisor(1, 1);
        ScriptedLauncher.Child child = rig.launcher.child(0).opens("360p").makes(0);
        Await.until("the first put hangs", () -> store.puts.get() == 1);
        for (int i = 1; i < 10; i++) {
            child.makes(i);
        }
        Await.until("the child is read to the last frame", child::isRead);
        child.says(new Frame.Heartbeat(0));
        Await.until("and beyond", child::isRead);
        store.gate.countDown();
        rig.awaitSequence(1, 4);
        child.makes(10);
        LiveWindow window = rig.awaitSequence(1, 5);

        assertThat(window.segments())
                .extracting(Segment::discontinuity)
                .containsExactly(false, false, false, false, true);
        assertThat(window.segments().getLast().start())
                .isEqualTo(window.segments().getFirst().start().plusSeconds(20));
    }

    @Test
    void aSegmentPastItsDeadlineIsAGap() {
        BrokenStore store = new BrokenStore(rig.objects);
        store.failures.set(Integer.MAX_VALUE);
        rig.objects = store;
        supervisor = rig.supervisor(1, 1);
        ScriptedLauncher.Child child = rig.launcher.child(0).opens("360p").makes(0);
        Await.until("the first is given up", () -> supervisor.gaps() == 1);
        store.failures.set(0);
        child.makes(1);
        Segment second = rig.awaitSequence(1, 1).segments().getFirst();

        assertThat(second.start()).isEqualTo(rig.clock.instant().plusSeconds(2));
    }

    @Test
    void aChannelWhoseSegmentsCanNotBeStoredSaysWhyUntilItGoesOn() {
        BrokenStore store = new BrokenStore(rig.objects);
        store.failures.set(Integer.MAX_VALUE);
        rig.objects = store;
        supervisor = rig.supervisor(1, 1);
        ScriptedLauncher.Child child = rig.launcher.child(0).opens("360p").makes(0);
        Await.until("the first is given up", () -> supervisor.gaps() == 1);
        assertThat(rig.window(1).state()).as("after one gap").isNotEqualTo(ChannelState.FAILED);
        child.makes(1);
        Await.until("the channel has failed", () -> rig.window(1).state() == ChannelState.FAILED);
        assertThat(rig.window(1).error()).isEqualTo("segments are left out: the store is full");
        store.failures.set(0);
        child.makes(2);
        LiveWindow window = rig.awaitSequence(1, 1);
        assertThat(window.state()).isEqualTo(ChannelState.ON_AIR);
        assertThat(window.error()).isNull();
    }

    @Test
    void threeRunsWithoutASegmentAreAFailureUntilThereIsOne() {
        supervisor = rig.supervisor(1, 1);
        for (int i = 0; i < 3; i++) {
            rig.launcher.child(i).fails("the file /a.ts can not be opened: No such file or directory");
        }
        Await.until("the channel has failed", () -> rig.window(1).state() == ChannelState.FAILED);
        assertThat(rig.window(1).error()).contains("No such file");

        rig.launcher.child(3).opens("360p").makes(0);
        LiveWindow window = rig.awaitSequence(1, 1);
        assertThat(window.state()).isEqualTo(ChannelState.ON_AIR);
        assertThat(window.error()).isNull();
    }

    @Test
    void whatIsOnAirIsWrittenWithTheNextSegment() {
        supervisor = rig.supervisor(1, 1);
        ScriptedLauncher.Child child =
                rig.launcher.child(0).says(new Frame.OnAir(0)).opens("360p").makes(0);
        LiveWindow first = rig.awaitSequence(1, 1);
        assertThat(first.ingest())
                .isEqualTo(new IngestStatus(0, "testcard:", rig.clock.instant(), null, null, 0, 0, null));

        child.says(new Frame.SourceFailed(0, "the source ended"))
                .says(new Frame.OnAir(Frame.OnAir.SLATE))
                .makes(1);
        LiveWindow slate = rig.awaitSequence(1, 2);
        assertThat(slate.state()).isEqualTo(ChannelState.SLATE);
        assertThat(slate.error()).isEqualTo("the source ended");
        assertThat(slate.ingest().lastErrorAt()).isEqualTo(rig.clock.instant());

        child.says(new Frame.OnAir(0)).says(new Frame.Heartbeat(0, 4_000_000)).makes(2);
        LiveWindow again = rig.awaitSequence(1, 3);
        assertThat(again.state()).isEqualTo(ChannelState.ON_AIR);
        assertThat(again.error()).isNull();
        assertThat(again.ingest().bitRate()).isEqualTo(4_000_000);
        assertThat(again.ingest().lastError()).isEqualTo("the source ended");
    }

    @Test
    void whatIsOpenedAgainBeginsBehindADiscontinuity() {
        supervisor = rig.supervisor(1, 1);
        ScriptedLauncher.Child child = rig.launcher.child(0).opens("360p").makes(0);
        rig.awaitSequence(1, 1);
        child.opens("360p").makes(0).makes(1);
        LiveWindow window = rig.awaitSequence(1, 3);

        assertThat(window.segments()).extracting(Segment::discontinuity).containsExactly(false, true, false);
        assertThat(window.segments())
                .extracting(s -> SegmentName.parse(s.name()).orElseThrow().sequence())
                .containsExactly(0L, 1L, 2L);
        assertThat(window.ingest().restarts()).isZero();
    }

    @Test
    void noSegmentIsListedUnderARenditionItDoesNotHave() {
        supervisor = rig.supervisor(1, 1);
        rig.launcher.child(0).opens("720p", "360p").makes(0).makes(1);
        rig.awaitSequence(1, 2);
        rig.launcher.child(0).ends();
        rig.launcher.child(1).opens("360p").makes(0);
        LiveWindow window = rig.awaitSequence(1, 3);

        assertThat(window.mediaSequence()).isEqualTo(2);
        assertThat(window.segments()).hasSize(1);
        assertThat(window.segments().getFirst().discontinuity()).isTrue();
    }

    @Test
    void renditionsThatDoNotAgreeAreTheEndOfAChild() {
        supervisor = rig.supervisor(1, 1);
        rig.launcher.child(0).opens("720p", "360p").makes("720p", 0).makes("720p", 1);
        rig.launcher.child(0).makes("720p", 2).makes("720p", 3);
        rig.launcher.child(1);

        assertThat(rig.launcher.child(0).isKilled()).isTrue();
    }

    @Test
    void whateverEndsARunTheNextBegins() {
        AtomicInteger runs = new AtomicInteger();
        supervisor = rig.supervisor(1, 1, (job, log) -> switch (runs.getAndIncrement()) {
            case 0 -> throw new IllegalStateException("a bug");
            case 1 -> throw new OutOfMemoryError("unable to create native thread");
            case 2 -> throw new IOException("no such command");
            default -> rig.launcher.launch(job, log);
        });
        ScriptedLauncher.Child child = rig.launcher.child(0);
        assertThat(rig.window(1).state()).isEqualTo(ChannelState.FAILED);
        assertThat(rig.window(1).error()).contains("no such command");

        child.opens("360p").makes(0);
        assertThat(rig.awaitSequence(1, 1).state()).isEqualTo(ChannelState.ON_AIR);
    }

    @Test
    void aSegmentLongerThanThePlaylistAllowsIsNeverListed() {
        supervisor = rig.supervisor(1, 1);
        for (int i = 0; i < 3; i++) {
            rig.launcher.child(i).opens("360p").says(new Frame.Segment("360p", 0, 2500, new byte[1000]));
        }
        rig.launcher.child(3).opens("360p").says(new Frame.Segment("360p", 0, 2499, new byte[1000]));
        Segment first = rig.awaitSequence(1, 1).segments().getFirst();

        assertThat(rig.launcher.child(0).isKilled()).isTrue();
        assertThat(first.millis()).isEqualTo(2499);
    }

    @Test
    void aChildWhoseSegmentsAreTooLongIsAFailureThatSaysSo() {
        supervisor = rig.supervisor(1, 1);
        for (int i = 0; i < 3; i++) {
            rig.launcher.child(i).opens("360p").says(new Frame.Segment("360p", 0, 8000, new byte[1000]));
        }
        rig.launcher.child(3);

        assertThat(rig.window(1).state()).isEqualTo(ChannelState.FAILED);
        assertThat(rig.window(1).error()).contains("8000 ms").contains("2 s");
    }

    @Test
    void aStoppedChannelGivesBackWhatItsQueueHeld() {
        BrokenStore store = new BrokenStore(rig.objects);
        store.gate = new CountDownLatch(1);
        rig.objects = store;
        supervisor = rig.supervisor(1, 1);
        ScriptedLauncher.Child child = rig.launcher.child(0).opens("360p").makes(0);
        Await.until("the first put hangs", () -> store.puts.get() == 1);
        child.makes(1).makes(2).says(new Frame.Heartbeat(0));
        Await.until("two more are queued", child::isRead);
        assertThat(rig.budget.take(Rig.BUDGET)).isFalse();
        supervisor.stop();

        assertThat(rig.budget.take(Rig.BUDGET)).isTrue();
    }

    @Test
    void aChannelThatFailsAgainAndAgainSaysWhyOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger(ChannelSupervisor.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            supervisor = rig.supervisor(1, 1);
            for (int i = 0; i < 5; i++) {
                rig.launcher.child(i).fails("the disk is gone");
            }
            rig.launcher.child(5);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(List.copyOf(log.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(message -> message.contains("the disk is gone"))
                .hasSize(1);
    }

    @Test
    void aChannelThatStillWaitsForItsWindowCanBeStopped() {
        CountDownLatch asked = new CountDownLatch(1);
        IngestParts parts = rig.parts("a", () -> {
            asked.countDown();
            throw new StoreException("no window");
        });
        ChannelSupervisor waiting =
                new ChannelSupervisor(ChannelPlan.of(rig.channel(1, "tiny"), Ladder.TINY), 1, parts);
        waiting.start();
        Await.until("the window is asked for", () -> asked.getCount() == 0);

        waiting.stop();
        assertThat(rig.launcher.children).isEmpty();
    }
}
