package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.Stills;
import dev.headwater.core.media.IngestOptions;
import dev.headwater.core.store.ByteRange;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.ScriptedLauncher;
import dev.headwater.ingest.supervisor.fleet.IngestWorker;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EncryptedChannelTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final byte[] CLEAR = new byte[1000]; // as scripted children make them

    private final Rig rig = new Rig();
    private ChannelSupervisor supervisor;

    @AfterEach
    void stop() {
        if (supervisor != null) {
            supervisor.stop();
        }
    }

    private byte[] stored(Segment segment) {
        SegmentName name = SegmentName.parse(segment.name()).orElseThrow();
        return rig.objects
                .get(SegmentKeys.segment(1, "360p", name), ByteRange.ALL)
                .orElseThrow()
                .readAll();
    }

    private byte[] clear(Segment segment) {
        SegmentName name = SegmentName.parse(segment.name()).orElseThrow();
        return rig.keys.decrypt(1, segment.key(), name, stored(segment)).orElseThrow();
    }

    @Test
    void nothingIsStoredInTheClear() {
        supervisor = rig.encrypting(1, 1, NEVER);
        rig.launcher.child(0).opens("360p").makes(0).makes(1);
        List<Segment> segments = rig.awaitSequence(1, 2).segments();

        assertThat(segments).allSatisfy(segment -> {
            assertThat(segment.key()).isNotNull();
            assertThat(stored(segment)).hasSize(1008);
            assertThat(clear(segment)).isEqualTo(CLEAR);
        });
        assertThat(segments.getFirst().key()).isEqualTo(segments.getLast().key());
        assertThat(stored(segments.getFirst())).isNotEqualTo(stored(segments.getLast()));
        assertThat(rig.window(1).renditions().getFirst().bandwidth()).isEqualTo(4032);
    }

    @Test
    void aNewKeyComesBetweenTwoSegmentsAndIsNoDiscontinuity() {
        supervisor = rig.encrypting(1, 1, Duration.ZERO);
        ScriptedLauncher.Child child = rig.launcher.child(0).opens("360p");
        for (int i = 0; i < 4; i++) {
            child.makes(i);
            rig.awaitSequence(1, i + 1L);
        }
        LiveWindow window = rig.window(1);

        assertThat(window.segments()).extracting(Segment::key).doesNotHaveDuplicates();
        assertThat(window.segments()).noneMatch(Segment::discontinuity);
        assertThat(window.segments())
                .allSatisfy(segment -> assertThat(clear(segment)).isEqualTo(CLEAR));
    }

    @Test
    void withoutAKeyNothingIsSent() {
        BrokenTable table = new BrokenTable(rig.keyTable);
        table.isDown = true;
        rig.useKeysOf(table);
        supervisor = rig.encrypting(1, 1, NEVER);
        ScriptedLauncher.Child child = rig.launcher.child(0).opens("360p");
        for (int i = 0; i < 6; i++) {
            child.makes(i);
        }
        Await.until("two are left out", () -> supervisor.gaps() >= 2);
        Await.until("and it is said why", () -> rig.window(1).state() == ChannelState.FAILED);
        assertThat(rig.window(1).error()).contains("no key");
        assertThat(rig.window(1).segments()).isEmpty();
        assertThat(rig.objects.list("hls/", 10, null).items()).isEmpty();

        table.isDown = false;
        child.makes(6);
        Segment first = rig.awaitSequence(1, 1).segments().getFirst();
        assertThat(clear(first)).isEqualTo(CLEAR);
    }

    @Test
    void theOldKeyGoesOnWhileThereIsNoNewOne() {
        BrokenTable table = new BrokenTable(rig.keyTable);
        rig.useKeysOf(table);
        supervisor = rig.encrypting(1, 1, Duration.ofSeconds(30));
        ScriptedLauncher.Child child = rig.launcher.child(0).opens("360p").makes(0);
        rig.awaitSequence(1, 1);
        rig.nanos.addAndGet(Duration.ofSeconds(40).toNanos());
        table.isDown = true;
        child.makes(1);
        LiveWindow window = rig.awaitSequence(1, 2);
        assertThat(window.segments())
                .extracting(Segment::key)
                .containsOnly(window.segments().getFirst().key());
        assertThat(window.segments()).noneMatch(Segment::discontinuity);
    }

    @Test
    void itIsTurnedOnAndOffBetweenTwoSegments() {
        IngestWorker worker = rig.worker("a");
        try (worker) {
            Channel channel = rig.channel(1, "tiny");
            worker.start();
            ScriptedLauncher.Child child = rig.launcher.child(0).opens("360p").makes(0);
            rig.awaitSequence(1, 1);
            set(worker, channel, true);
            awaitOn(child, 1, true);
            set(worker, channel, false);
            LiveWindow window = awaitOn(child, window().nextSequence(), false);

            assertThat(rig.launcher.children).hasSize(1);
            assertThat(window.segments()).noneMatch(Segment::discontinuity);
            assertThat(Stream.of(window.segments().getFirst(), window.segments().getLast()))
                    .allSatisfy(segment -> assertThat(clear(segment)).isEqualTo(CLEAR));
        }
    }

    @Test
    void noStillIsKeptFromWhenItIsTurnedOn() {
        supervisor = rig.supervisor(1, 1);
        ScriptedLauncher.Child child = rig.launcher.child(0);
        Frame.Still still = new Frame.Still(new byte[] {1});
        Stills stills = new Stills(rig.objects);
        child.says(still);
        Await.until("a still is kept", () -> stills.find(1).isPresent());

        ChannelPlan plan = supervisor.plan();
        supervisor.adopt(new ChannelPlan(1, plan.sources(), plan.packaging(), plan.ladder(), true, plan.hotStandby()));
        Await.until("what there was is gone", () -> {
            child.says(still);
            return stills.find(1).isEmpty();
        });
    }

    private LiveWindow window() {
        return rig.window(1);
    }

    private void set(IngestWorker worker, Channel channel, boolean encrypted) {
        rig.channels.save(new Channel(
                channel.id(),
                channel.listed(),
                channel.position(),
                channel.sources(),
                channel.ladder(),
                channel.guideId(),
                channel.archiveDays(),
                channel.radio(),
                channel.run(),
                new IngestOptions(null, encrypted, null, null)));
        worker.wake();
    }

    /** Makes segments until one is as wanted: when the worker has looked is its own affair. */
    private LiveWindow awaitOn(ScriptedLauncher.Child child, long from, boolean encrypted) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        for (long next = from; System.nanoTime() < end; next++) {
            child.makes(next);
            LiveWindow window = rig.awaitSequence(1, next + 1);
            if ((window.segments().getLast().key() != null) == encrypted) {
                return window;
            }
        }
        throw new AssertionError("the worker does not look");
    }
}
