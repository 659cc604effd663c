package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.ingest.supervisor.children.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever order workers start, die, wake up late and write in: what players see only ever goes forward. */
class WindowWriterPropertyTest {
    enum Step {
        APPEND,
        APPEND_OTHER_RENDITIONS,
        LATE_APPEND,
        RESTART,
        RESTART_REMUX,
        FAIL,
        OFF,
        MINUTES_PASS
    }

    private final TestClock clock = new TestClock();
    private final LiveWindows windows = new LiveWindows(new InMemoryTableStore());
    private final Random random = new Random(5);
    private final List<WindowWriter> writers = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private Timeline timeline = new Timeline(Instant.MIN);
    private boolean discontinuity = true;

    @Property(tries = 200)
    void sequencesNeverStepBack(@ForAll @Size(max = 60) List<Step> steps) {
        restart(Packaging.LADDER);
        LiveWindow before = windows.find(1).orElseThrow();
        for (Step step : steps) {
            take(step);
            LiveWindow after = windows.find(1).orElseThrow();
            assertForward(before, after);
            before = after;
        }
    }

    private void take(Step step) {
        switch (step) {
            case APPEND -> append(writers.getLast(), "a");
            case APPEND_OTHER_RENDITIONS -> append(writers.getLast(), "b");
            case LATE_APPEND -> {
                if (writers.size() > 1) {
                    assertThat(append(writers.getFirst(), "a")).isEmpty();
                    assertThat(writers.getFirst().isFencedOut()).isTrue();
                }
            }
            case RESTART -> restart(Packaging.LADDER);
            case RESTART_REMUX -> restart(Packaging.REMUX);
            case FAIL -> writers.getLast().inState(ChannelState.FAILED, "no such file");
            case OFF -> writers.getLast().off();
            case MINUTES_PASS -> clock.move(Duration.ofMinutes(2));
        }
    }

    private void restart(Packaging packaging) {
        WindowWriter writer = new WindowWriter(windows, 1, packaging, writers.size() + 1L, clock);
        LiveWindow taken = writer.takeOver().orElseThrow();
        assertThat(taken.targetDuration()).isEqualTo(packaging.targetDuration());
        writers.add(writer);
        timeline = new Timeline(taken.end().orElse(Instant.MIN));
        timeline.begin(clock.instant());
        discontinuity = true;
    }

    private Optional<LiveWindow> append(WindowWriter writer, String rendition) {
        Instant start = timeline.place(2000);
        SegmentName name = SegmentName.of(start, writers.size(), writer.nextSequence(), random.nextLong());
        Optional<LiveWindow> written = writer.append(
                new Segment(name.toString(), 2000, start, discontinuity),
                List.of(new Rendition(rendition, "avc1.4d401f", 640, 360, 25, 1, 1)));
        written.ifPresent(window -> {
            assertThat(names.add(name.toString())).isTrue();
            assertThat(window.segments().getLast().name()).isEqualTo(name.toString());
            assertThat(name.sequence()).isEqualTo(window.nextSequence() - 1);
            discontinuity = false;
        });
        return written;
    }

    private static void assertForward(LiveWindow before, LiveWindow after) {
        assertThat(after.fence()).isGreaterThanOrEqualTo(before.fence());
        assertThat(after.mediaSequence()).isGreaterThanOrEqualTo(before.mediaSequence());
        assertThat(after.nextSequence()).isGreaterThanOrEqualTo(before.nextSequence());
        assertThat(after.discontinuitySequence()).isGreaterThanOrEqualTo(before.discontinuitySequence());
        long discontinuitiesBefore = before.discontinuitySequence()
                + before.segments().stream().filter(Segment::discontinuity).count();
        long discontinuitiesAfter = after.discontinuitySequence()
                + after.segments().stream().filter(Segment::discontinuity).count();
        assertThat(discontinuitiesAfter).isGreaterThanOrEqualTo(discontinuitiesBefore);
        for (int i = 1; i < after.segments().size(); i++) {
            Segment previous = after.segments().get(i - 1);
            assertThat(after.segments().get(i).start()).isAfterOrEqualTo(previous.end());
        }
        for (Segment kept : after.segments()) {
            int index = before.segments().indexOf(kept);
            if (index >= 0) {
                assertThat(after.mediaSequence() + after.segments().indexOf(kept))
                        .isEqualTo(before.mediaSequence() + index);
            }
        }
    }
}
