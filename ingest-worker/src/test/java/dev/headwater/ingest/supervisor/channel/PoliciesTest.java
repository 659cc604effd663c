package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.RecentlySaid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    private final RestartPolicy restarts =
            new RestartPolicy(Duration.ofSeconds(10), Duration.ofSeconds(30), new Random(1));

    @Test
    void theFirstRestartIsAtOnceAndTheNextOnesWaitLongerUpToALimit() {
        assertThat(restarts.afterRun(Duration.ofSeconds(1), true)).isZero();
        long most = 500;
        for (int i = 0; i < 12; i++) {
            assertThat(restarts.afterRun(Duration.ofSeconds(1), true).toMillis())
                    .isBetween(most / 2, most);
            most = Math.min(2 * most, 10_000);
        }
    }

    @Test
    void aStableRunMakesItForget() {
        for (int i = 0; i < 8; i++) {
            restarts.afterRun(Duration.ofSeconds(1), true);
        }
        assertThat(restarts.afterRun(Duration.ofSeconds(31), true)).isZero();
    }

    @Test
    void whatGaveNothingForLongIsAskedLessOften() {
        for (int i = 0; i < 20; i++) {
            assertThat(restarts.afterRun(Duration.ofSeconds(1), false)).isLessThanOrEqualTo(Duration.ofSeconds(10));
        }
        assertThat(restarts.afterRun(Duration.ofSeconds(1), false).toSeconds()).isBetween(30L, 60L);
        assertThat(restarts.afterRun(Duration.ofSeconds(1), true)).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void threeRunsWithoutASegmentAreAFailure() {
        restarts.afterRun(Duration.ZERO, false);
        restarts.afterRun(Duration.ZERO, false);
        assertThat(restarts.hasFailed()).isFalse();
        restarts.afterRun(Duration.ZERO, false);
        assertThat(restarts.hasFailed()).isTrue();
        restarts.afterRun(Duration.ZERO, true);
        assertThat(restarts.hasFailed()).isFalse();
    }

    @Test
    void theWatchdogTellsSilenceFromStandingStill() {
        Watchdog watchdog = new Watchdog(Rig.config("a"), false, Duration.ofSeconds(6), 0);
        assertThat(watchdog.complaint(seconds(4.9))).isEmpty();
        assertThat(watchdog.complaint(seconds(5.1)))
                .hasValueSatisfying(t -> assertThat(t).contains("said nothing"));

        watchdog.frame(seconds(29));
        assertThat(watchdog.complaint(seconds(29.9))).isEmpty();
        assertThat(watchdog.complaint(seconds(30.1)))
                .hasValueSatisfying(t -> assertThat(t).contains("no picture"));

        watchdog.opened(seconds(30));
        watchdog.frame(seconds(36));
        assertThat(watchdog.complaint(seconds(35.9))).isEmpty();
        assertThat(watchdog.complaint(seconds(36.1)))
                .hasValueSatisfying(t -> assertThat(t).contains("no segment"));
        watchdog.segment(seconds(36));
        assertThat(watchdog.complaint(seconds(36.1))).isEmpty();
    }

    @Test
    void whoWaitsForSomebodyToSendMayDoSoForEver() {
        Watchdog watchdog = new Watchdog(Rig.config("a"), true, Duration.ofSeconds(6), 0);
        watchdog.frame(seconds(3600));
        assertThat(watchdog.complaint(seconds(3601))).isEmpty();
        watchdog.opened(seconds(3602));
        watchdog.frame(seconds(3609));
        assertThat(watchdog.complaint(seconds(3609))).isPresent();
    }

    @Test
    void aChildThatIsSlowAndGoesOnIsLeftAloneForLong() {
        Watchdog watchdog = new Watchdog(Rig.config("a"), false, Duration.ofSeconds(6), 0);
        watchdog.opened(0);
        for (int second = 1; second <= 36; second++) {
            watchdog.frame(seconds(second));
            watchdog.made(40L * second, seconds(second));
            assertThat(watchdog.complaint(seconds(second))).isEmpty();
            assertThat(watchdog.isLate(seconds(second))).isEqualTo(second > 6);
        }
        assertThat(watchdog.complaint(seconds(36.1)))
                .hasValueSatisfying(t -> assertThat(t).contains("no segment came for 36 s"));

        watchdog.segment(seconds(37));
        assertThat(watchdog.isLate(seconds(38))).isFalse();
        watchdog.frame(seconds(43));
        watchdog.made(40L * 36, seconds(43)); // as long ago
        assertThat(watchdog.complaint(seconds(43.1)))
                .hasValueSatisfying(t -> assertThat(t).contains("no segment came for 6 s"));
    }

    @Test
    void aChannelMayStandStillForTwoTargetDurations() {
        List<Source> any = List.of(new Source("testcard:"));
        assertThat(new ChannelPlan(1, any, Packaging.REMUX, null, false, false).patience())
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(new ChannelPlan(1, any, Packaging.LADDER, Ladder.TINY, false, false).patience())
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void theSourceThatStopsTwoChildrenInARowIsAvoided() {
        AvoidedSource avoided = new AvoidedSource();
        avoided.ended(Optional.of(0), true, false);
        assertThat(avoided.place()).isEqualTo(Job.Stream.NONE);
        avoided.ended(Optional.of(0), true, false);
        assertThat(avoided.place()).isZero();
        avoided.ended(Optional.of(1), true, true);
        assertThat(avoided.place()).isEqualTo(Job.Stream.NONE);

        avoided.ended(Optional.of(0), true, false);
        avoided.ended(Optional.of(0), false, false);
        avoided.ended(Optional.of(0), true, false);
        assertThat(avoided.place()).isEqualTo(Job.Stream.NONE);
        avoided.ended(Optional.of(1), true, false);
        avoided.ended(Optional.of(0), true, false);
        assertThat(avoided.place()).isEqualTo(Job.Stream.NONE);
    }

    @Test
    void theSameIsSaidOnceAMinute() {
        AtomicLong now = new AtomicLong(seconds(1));
        RecentlySaid said = new RecentlySaid(now::get);
        assertThat(said.isNews("[h264 @ 0x7f12] no frame")).isTrue();
        now.set(seconds(60.9));
        assertThat(said.isNews("[h264 @ 0x7e34] no frame")).isFalse();
        assertThat(said.isNews("no such file")).isTrue();
        now.set(seconds(61));
        assertThat(said.isNews("[h264 @ 0x7f12] no frame")).isTrue();
        now.set(seconds(62));
        assertThat(said.isNews("[h264 @ 0x7f12] no frame")).isFalse();
    }

    @Test
    void theQueueIsBoundedInSegmentsAndBytes() throws InterruptedException {
        SegmentQueue bySegments = new SegmentQueue(2, new ByteBudget(1000));
        assertThat(bySegments.offer(pending(10))).isTrue();
        assertThat(bySegments.offer(pending(10))).isTrue();
        assertThat(bySegments.offer(pending(10))).isFalse();
        bySegments.take();
        assertThat(bySegments.offer(pending(10))).isTrue();

        SegmentQueue byBytes = new SegmentQueue(100, new ByteBudget(1000));
        assertThat(byBytes.offer(pending(900))).isTrue();
        assertThat(byBytes.offer(pending(200))).isFalse();
        assertThat(byBytes.offer(pending(100))).isTrue();
    }

    @Test
    void theQueuesOfAWorkerShareTheirBytes() throws InterruptedException {
        ByteBudget budget = new ByteBudget(1000);
        SegmentQueue one = new SegmentQueue(3, budget);
        SegmentQueue other = new SegmentQueue(3, budget);
        assertThat(one.offer(pending(600))).isTrue();
        assertThat(other.offer(pending(600))).isFalse();
        one.take();
        assertThat(other.offer(pending(600))).isTrue();
        assertThat(one.offer(pending(600))).isFalse();

        other.close();
        assertThat(other.offer(pending(1))).isFalse();
        assertThat(one.offer(pending(1000))).isTrue();
    }

    @Test
    void whoWaitsForSegmentsIsToldThatNoneWillCome() throws Exception {
        SegmentQueue queue = new SegmentQueue(3, new ByteBudget(1000));
        FutureTask<Optional<SegmentQueue.Pending>> taking = new FutureTask<>(queue::take);
        Thread waiting = Thread.ofPlatform().daemon().start(taking);
        Await.until("it waits", () -> waiting.getState() == Thread.State.WAITING);
        queue.close();
        assertThat(taking.get(30, TimeUnit.SECONDS)).isEmpty();
    }

    private static SegmentQueue.Pending pending(int bytes) {
        return new SegmentQueue.Pending(
                new SegmentSet(2000, Map.of("a", new byte[bytes])), List.of(), Instant.EPOCH, false, 0);
    }

    private static long seconds(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }
}
