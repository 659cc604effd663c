package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.ScriptedLauncher;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a supervisor does about children that live and do not do what they should. */
class WatchedChannelTest {
    private final Rig rig = new Rig().stopTime();
    private @Nullable ChannelSupervisor supervisor;

    @AfterEach
    void stop() {
        if (supervisor != null) {
            supervisor.stop();
        }
    }

    private ChannelSupervisor start(String... sources) {
        List<Source> all = List.of(sources).stream().map(Source::new).toList();
        ChannelPlan plan = new ChannelPlan(1, all, Packaging.REMUX, null, false, false);
        ChannelSupervisor started = new ChannelSupervisor(plan, 1, rig.parts("a"));
        supervisor = started;
        started.start();
        return started;
    }

    /** It says each second that it lives. */
    private void lives(ChannelSupervisor watched, ScriptedLauncher.Child child, int seconds) {
        for (int i = 0; i < seconds && !child.isKilled(); i++) {
            rig.nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            child.says(new Frame.Heartbeat(0));
            Await.until("the child is heard", child::isRead);
            watched.check();
        }
    }

    private static int avoided(ScriptedLauncher.Child child) {
        return ((Job.Stream) child.job).avoided();
    }

    @Test
    void noSegmentForTwoTargetDurationsAndTheChildIsStartedAnew() {
        ChannelSupervisor watched = start("file:/a");
        ScriptedLauncher.Child child = rig.launcher.child(0).opens("source").makes(0);
        rig.awaitSequence(1, 1);
        lives(watched, child, 9);
        assertThat(child.isKilled()).isFalse();
        lives(watched, child, 2);
        assertThat(child.isKilled()).isTrue();

        rig.launcher.child(1).opens("source").makes(0);
        LiveWindow window = rig.awaitSequence(1, 2);
        assertThat(window.segments().getLast().discontinuity()).isTrue();
        assertThat(window.ingest()).isNotNull().satisfies(ingest -> {
            assertThat(ingest.lastError()).isEqualTo("no segment came for 10 s");
            assertThat(ingest.restarts()).isEqualTo(1);
        });
    }

    @Test
    void aSourceThatStopsTwoChildrenIsNotBegunWithByTheThird() {
        ChannelSupervisor watched = start("file:/a", "file:/b");
        for (int n = 0; n < 2; n++) {
            ScriptedLauncher.Child child = rig.launcher.child(n).says(new Frame.OnAir(0));
            assertThat(avoided(child)).isEqualTo(Job.Stream.NONE);
            child.opens("source").makes(0);
            rig.awaitSequence(1, n + 1);
            lives(watched, child, 13);
            assertThat(child.isKilled()).isTrue();
        }
        assertThat(avoided(rig.launcher.child(2))).isZero();
        rig.launcher.child(2).says(new Frame.OnAir(1)).opens("source").makes(0);
        assertThat(rig.awaitSequence(1, 3).ingest())
                .isNotNull()
                .satisfies(ingest -> assertThat(ingest.lastError())
                        .isEqualTo("source 1 (file:/a): no segment came for 10 s: " + AvoidedSource.LEFT_ALONE));
    }

    @Test
    void whatViewersMayNotLikeIsWrittenWithTheNextSegmentAndForgottenWithTheChild() {
        start("file:/a");
        rig.launcher.child(0).opens("source").says(new Frame.Warning("black")).makes(0);
        assertThat(rig.awaitSequence(1, 1).ingest())
                .isNotNull()
                .satisfies(ingest -> assertThat(ingest.warning()).isEqualTo("black"));
        assertThat(rig.window(1).state()).isEqualTo(ChannelState.ON_AIR);
        rig.launcher.child(0).ends();
        rig.launcher.child(1).opens("source").makes(0);
        assertThat(rig.awaitSequence(1, 2).ingest())
                .isNotNull()
                .satisfies(ingest -> assertThat(ingest.warning()).isNull());
    }

    @Test
    void whoWaitsForAnEncoderWaitsOnAndSaysWhatIsMissing() {
        ChannelSupervisor watched = start("rtmp://:1935/live/stream-key-of-tests?listen");
        ScriptedLauncher.Child child = rig.launcher.child(0);
        lives(watched, child, 100);
        child.says(new Frame.SourceFailed(0, "no encoder sends to RTMP port 1935"));
        Await.until(
                "the channel says so",
                () -> rig.windows
                        .find(1)
                        .filter(window -> window.state() == ChannelState.FAILED)
                        .isPresent());
        assertThat(rig.window(1).error()).isEqualTo("no encoder sends to RTMP port 1935");
        lives(watched, child, 100);
        assertThat(child.isKilled()).isFalse();

        child.says(new Frame.OnAir(0)).opens("source").makes(0);
        assertThat(rig.awaitSequence(1, 1).state()).isEqualTo(ChannelState.ON_AIR);
        assertThat(rig.launcher.children).hasSize(1);
    }
}
