package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.archive.Format;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.archive.Retention;
import dev.headwater.core.archive.Tape;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentForm;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.Stills;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.PutResult;
import dev.headwater.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentSweeperTest {
    private final Rig rig = new Rig();
    private final SegmentSweeper sweeper = new SegmentSweeper(rig.parts("a"), rig.channels, rig.leases, rig.swept);

    @BeforeEach
    void channel() {
        rig.channel(1, "tiny");
        sweeper.remember(1);
    }

    /** Segments 0 to 9 are stored, the window lists 6 to 9. */
    private void broadcast() {
        LiveWindow window = LiveWindow.empty(1, 1, 2, rig.clock.instant());
        for (int i = 0; i < 10; i++) {
            SegmentName name = SegmentName.of(rig.clock.instant(), 1, i, i);
            rig.objects.put(SegmentKeys.segment(1, "360p", name), new byte[1], ObjectMeta.segment());
            window = window.append(
                    new Segment(name.toString(), 2000, rig.clock.instant(), false), 4, rig.clock.instant());
        }
        assertThat(rig.windows.replace(null, window)).isPresent();
        rig.objects.put("hls/1/vod/film.mp4", new byte[1], ObjectMeta.segment());
        rig.objects.put("hls/12/360p/2026030112/x.ts", new byte[1], ObjectMeta.segment());
    }

    private List<String> keys(String prefix) {
        return rig.objects.list(prefix, 1000, null).items().stream()
                .map(ObjectInfo::key)
                .toList();
    }

    @Test
    void whatLeftTheWindowGoesFiveMinutesAfterItCouldStillBePlayed() {
        broadcast();
        rig.clock.move(Duration.ofMinutes(5).plusSeconds(7));
        sweeper.sweep();
        assertThat(keys("hls/1/360p/")).hasSize(10);

        rig.clock.move(Duration.ofSeconds(2));
        sweeper.sweep();
        assertThat(keys("hls/1/360p/")).hasSize(4);
        assertThat(keys("hls/1/360p/")).allMatch(key -> key.matches(".*-1-[6-9]-.*"));
    }

    /** One that is no longer listed may have been named a moment ago by segments that are still there. */
    @Test
    void aHeadStaysAsLongAsAnythingMayBeReadWithIt() {
        SegmentName old = SegmentName.of(rig.clock.instant(), 1, 0, 0xa);
        SegmentName head = SegmentName.of(rig.clock.instant(), 1, 1, 0xb);
        for (SegmentName one : List.of(old, head)) {
            rig.objects.put(SegmentKeys.segment(1, "360p", one, SegmentForm.HEAD), new byte[1], ObjectMeta.fragment());
            rig.objects.put(
                    SegmentKeys.segment(1, "360p", one, SegmentForm.FRAGMENT), new byte[1], ObjectMeta.fragment());
        }
        LiveWindow window = LiveWindow.empty(1, 1, 2, rig.clock.instant());
        for (int i = 0; i < 4; i++) {
            SegmentName name = SegmentName.of(rig.clock.instant(), 1, i, i);
            window = window.append(
                    new Segment(name.toString(), 2000, rig.clock.instant(), false, null, head.toString()),
                    2,
                    rig.clock.instant());
        }
        assertThat(rig.windows.replace(null, window)).isPresent();

        rig.clock.move(Duration.ofMinutes(10));
        sweeper.sweep();
        assertThat(keys("hls/1/360p/")).hasSize(2).allMatch(key -> key.endsWith(".mp4"));
        rig.clock.move(Duration.ofHours(1));
        sweeper.sweep();
        assertThat(keys("hls/1/360p/")).singleElement().asString().contains(head.toString());
    }

    @Test
    void whatIsNoLiveSegmentStays() {
        broadcast();
        rig.clock.move(Duration.ofDays(1));
        sweeper.sweep();
        assertThat(keys("hls/1/vod/")).hasSize(1);
        assertThat(keys("hls/12/")).hasSize(1);
    }

    private void keepFor(int days) {
        rig.channels.save(new Channel(
                1,
                Listed.plain("Archived", 1, rig.clock.instant()),
                0,
                List.of(new Source("testcard:")),
                "tiny",
                null,
                days,
                false,
                Channel.Run.ALWAYS));
    }

    /** A segment every half hour, on two renditions, for so many hours; the window lists the last. */
    private void record(int hours) {
        Format format = new Format(2, List.of(rendition("720p"), rendition("360p")));
        Tape tape = rig.archive.tape(1, 1);
        LiveWindow window = LiveWindow.empty(1, 1, 2, rig.clock.instant());
        for (int i = 0; i < 2 * hours; i++) {
            Instant start = rig.clock.instant();
            SegmentName name = SegmentName.of(start, 1, i, i);
            Segment segment = new Segment(name.toString(), 2000, start, false);
            for (Rendition rendition : format.renditions()) {
                rig.objects.put(SegmentKeys.segment(1, rendition.name(), name), new byte[1], ObjectMeta.segment());
            }
            tape.append(List.of(new Recorded(segment, format, List.of(1L, 1L))));
            window = window.append(segment, 1, start);
            rig.clock.move(Duration.ofMinutes(30));
        }
        assertThat(rig.windows.replace(null, window)).isPresent();
    }

    private static Rendition rendition(String name) {
        return new Rendition(name, "avc1.4d401f,mp4a.40.2", 640, 360, 25, 300_000, 200_000);
    }

    private List<Recorded> kept() {
        return rig.archive.beginning(1, Instant.EPOCH, rig.clock.instant().plus(Duration.ofDays(1)));
    }

    /** What is kept is stored on each rendition, and nothing else is. */
    private void assertKept(int segments) {
        assertThat(kept()).hasSize(segments);
        for (String rendition : List.of("720p", "360p")) {
            assertThat(keys("hls/1/" + rendition + "/"))
                    .containsExactlyElementsOf(kept().stream()
                            .map(one -> SegmentKeys.segment(
                                    1,
                                    rendition,
                                    SegmentName.parse(one.segment().name()).orElseThrow()))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void ofAnArchiveWholeHoursGoThatAreOlderThanItKeeps() {
        keepFor(1);
        record(30);
        sweeper.sweep();
        assertKept(50);

        rig.clock.move(Duration.ofMinutes(59));
        sweeper.sweep();
        assertKept(50);
        rig.clock.move(Duration.ofMinutes(1));
        sweeper.sweep();
        assertKept(48);
    }

    /** What a viewer begins with is there until it was shown. */
    @Test
    void anHourGoesOneHourAfterItWasLastOffered() {
        keepFor(1);
        record(30);
        for (int i = 0; i < 6; i++) {
            Instant offered = Retention.oldestShown(rig.clock.instant(), Duration.ofDays(1));
            rig.clock.move(Duration.ofMinutes(59));
            sweeper.sweep();
            assertThat(kept().getFirst().segment().start()).isBeforeOrEqualTo(offered);
            rig.clock.move(Duration.ofMinutes(1));
        }
    }

    @Test
    void anArchiveIsKeptAsLongAsItsChannelSaysNow() {
        keepFor(2);
        record(40);
        sweeper.sweep();
        assertKept(80);
        keepFor(1);
        sweeper.sweep();
        assertKept(50);
        keepFor(3);
        rig.clock.move(Duration.ofDays(2));
        sweeper.sweep();
        assertKept(50);
        keepFor(0);
        sweeper.sweep();
        assertThat(kept()).isEmpty();
        assertThat(keys("hls/1/720p/")).as("what the window lists").hasSize(1);
    }

    @Test
    void whatAnArchiveDoesNotKnowOfGoesWithinADay() {
        keepFor(1);
        record(1);
        Instant longAgo = rig.clock.instant().minus(Duration.ofDays(2));
        rig.objects.put(
                SegmentKeys.segment(1, "old", SegmentName.of(longAgo, 1, 0, 0)), new byte[1], ObjectMeta.segment());
        sweeper.sweep();
        assertThat(keys("hls/1/old/")).isEmpty();
        assertKept(2);
        rig.objects.put(
                SegmentKeys.segment(1, "old", SegmentName.of(longAgo, 1, 0, 0)), new byte[1], ObjectMeta.segment());
        rig.clock.move(Duration.ofHours(23));
        sweeper.sweep();
        assertThat(keys("hls/1/old/")).hasSize(1);
        rig.clock.move(Duration.ofHours(1));
        sweeper.sweep();
        assertThat(keys("hls/1/old/")).isEmpty();
    }

    @Test
    void theArchiveOfARemovedChannelGoes() {
        keepFor(3);
        record(5);
        rig.channels.delete(1);
        rig.clock.move(Duration.ofMinutes(6));
        sweeper.sweep();
        assertThat(kept()).isEmpty();
        assertThat(keys("hls/1/")).isEmpty();
    }

    @Test
    void aRemovedChannelGoesWholly() {
        broadcast();
        new Stills(rig.objects).put(1, new byte[] {1});
        rig.channels.delete(1);
        sweeper.sweep();
        assertThat(keys("hls/1/")).hasSize(12);

        rig.clock.move(Duration.ofMinutes(6));
        sweeper.sweep();
        assertThat(keys("hls/1/")).as("a film may have the id now").containsExactly("hls/1/vod/film.mp4");
        assertThat(keys("hls/12/")).hasSize(1);
        assertThat(rig.windows.find(1)).isEmpty();
        assertThat(rig.swept.list()).isEmpty();
    }

    @Test
    void aWindowThatCanNotBeReadKeepsNoOtherChannelFromBeingSwept() {
        rig.channel(0, "tiny");
        sweeper.remember(0);
        Key window = new Key("LIVE#0", "WINDOW");
        assertThat(rig.sessions.put(window, Body.of(1, "{}"), Condition.always()))
                .isInstanceOf(PutResult.Written.class);
        broadcast();
        rig.clock.move(Duration.ofMinutes(6));
        sweeper.sweep();
        assertThat(keys("hls/1/360p/")).hasSize(4);
    }

    @Test
    void anArchiveThatCouldNotBeLookedThroughIsLookedThroughAgain() {
        keepFor(1);
        record(1);
        AtomicInteger refused = new AtomicInteger(1);
        ObjectStore stored = rig.objects;
        rig.objects = new BrokenStore(stored) {
            @Override
            public void delete(Collection<String> keys) {
                if (refused.getAndDecrement() > 0) {
                    throw new StoreException("the store is away");
                }
                super.delete(keys);
            }
        };
        SegmentSweeper sometimes = new SegmentSweeper(rig.parts("a"), rig.channels, rig.leases, rig.swept);
        Instant longAgo = rig.clock.instant().minus(Duration.ofDays(2));
        stored.put(SegmentKeys.segment(1, "old", SegmentName.of(longAgo, 1, 0, 0)), new byte[1], ObjectMeta.segment());
        sometimes.sweep();
        assertThat(keys("hls/1/old/")).hasSize(1);
        sometimes.sweep();
        assertThat(keys("hls/1/old/")).isEmpty();
    }

    @Test
    void nothingIsDeletedWhileARestoreGoesOn() {
        broadcast();
        rig.channels.delete(1);
        rig.isRestoring = true;
        rig.clock.move(Duration.ofMinutes(6));
        sweeper.sweep();
        assertThat(keys("hls/1/360p/")).hasSize(10);
        rig.isRestoring = false;
        sweeper.sweep();
        assertThat(keys("hls/1/360p/")).isEmpty();
    }

    @Test
    void oneWorkerSweeps() {
        broadcast();
        rig.clock.move(Duration.ofMinutes(10));
        assertThat(rig.leases.acquire("sweeper", "another", Duration.ofMinutes(1)))
                .isPresent();
        sweeper.sweep();
        assertThat(keys("hls/1/360p/")).hasSize(10);
    }
}
