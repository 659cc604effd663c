package dev.headwater.ingest.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectMeta;
import java.time.Duration;
import java.util.List;
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

    @Test
    void whatIsNoLiveSegmentStays() {
        broadcast();
        rig.clock.move(Duration.ofDays(1));
        sweeper.sweep();
        assertThat(keys("hls/1/vod/")).hasSize(1);
        assertThat(keys("hls/12/")).hasSize(1);
    }

    @Test
    void anArchivedChannelIsLeftAlone() {
        broadcast();
        rig.channels.save(new Channel(
                1,
                Listed.plain("Archived", 1, rig.clock.instant()),
                0,
                List.of(new Source("testcard:")),
                "tiny",
                null,
                3,
                false,
                Channel.Run.ALWAYS));
        rig.clock.move(Duration.ofDays(1));
        sweeper.sweep();
        assertThat(keys("hls/1/360p/")).hasSize(10);
    }

    @Test
    void aRemovedChannelGoesWholly() {
        broadcast();
        rig.channels.delete(1);
        sweeper.sweep();
        assertThat(keys("hls/1/")).hasSize(11);

        rig.clock.move(Duration.ofMinutes(6));
        sweeper.sweep();
        assertThat(keys("hls/1/")).as("a film may have the id now").containsExactly("hls/1/vod/film.mp4");
        assertThat(keys("hls/12/")).hasSize(1);
        assertThat(rig.windows.find(1)).isEmpty();
        assertThat(rig.swept.list()).isEmpty();
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
