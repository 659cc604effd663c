package dev.headwater.api.ts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.hls.keys.ContentKey;
import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** What rings may hold together. */
class MemoryTest {
    /** Of the studio's renditions: 3 Mbit/s for two seconds. */
    private static final long EXPECTED = 750_000;

    private final TestClock clock = TestClock.fixed();
    private final ManualBeats beats = new ManualBeats(clock);
    private final Studio studio = new Studio(clock);
    private final TestSeat seat = new TestSeat();
    private int made;

    private TsStreams streams(long memory) {
        return new TsStreams(studio.windows, studio.slates, studio.objects, studio.keys, clock, beats, memory);
    }

    private Opening play(TsStreams streams, String rendition, TestSeat of) {
        return streams.play(Studio.CHANNEL, rendition, of);
    }

    private TsFollower follower(MemoryBudget budget, LongConsumer shortage) {
        return new TsFollower(
                new TsFollower.Start(Studio.CHANNEL, "720p", 0, shortage),
                studio.windows,
                new SegmentReader(studio.objects, studio.keys),
                budget,
                clock);
    }

    private static byte[] next(int mark) {
        return TsBuilder.segment(mark, mark, 5);
    }

    private static long length() {
        return next(1).length;
    }

    private void onAir(TsFollower follower, int segments) {
        for (int i = 0; i < segments; i++) {
            studio.publish(next(++made));
            follower.poll();
        }
    }

    @Test
    void aChannelForWhichThereIsNoRoomIsNotBegun() {
        studio.publish(next(1));
        try (TsStreams streams = streams(Shelf.FEWEST * 2 * EXPECTED - 1)) {
            assertThat(play(streams, "720p", new TestSeat())).isInstanceOf(Opening.Opened.class);
            assertThat(play(streams, "360p", seat)).isEqualTo(new Opening.Full());
            assertThat(seat.closed).as("its seat is given back").isOne();
            assertThat(play(streams, "720p", new TestSeat()))
                    .as("a viewer of one that runs")
                    .isInstanceOf(Opening.Opened.class);
        }
        try (TsStreams streams = streams(Shelf.FEWEST * 2 * EXPECTED)) {
            assertThat(play(streams, "720p", new TestSeat())).isInstanceOf(Opening.Opened.class);
            assertThat(play(streams, "360p", new TestSeat())).isInstanceOf(Opening.Opened.class);
        }
    }

    @Test
    void whatPaddingTookIsGivenBack() {
        ContentKey key = studio.keys.make(Studio.CHANNEL, 1, Duration.ofHours(1));
        MemoryBudget budget = new MemoryBudget(64 << 20);
        TsFollower follower = follower(budget, bytes -> {});
        for (int i = 0; i < 30; i++) {
            studio.publish(next(++made), key);
            follower.poll();
        }
        follower.release();

        assertThat(budget.used()).isZero();
    }

    @Test
    void aChannelThatNobodyWatchesAnyMoreMakesWay() {
        studio.publish(next(1));
        try (TsStreams streams = streams(Shelf.FEWEST * EXPECTED)) {
            Opening first = play(streams, "720p", seat);
            assertThat(play(streams, "360p", new TestSeat())).isEqualTo(new Opening.Full());
            ((Opening.Opened) first).stream().close();
            assertThat(play(streams, "360p", new TestSeat())).isInstanceOf(Opening.Opened.class);
        }
    }

    @Test
    void whatANewcomerStartsWithIsNotWhatIsDroppedNext() {
        TsFollower follower = follower(new MemoryBudget(3 * length()), bytes -> {});
        onAir(follower, 9);
        TsStream stream = new TsStream(follower::ring, clock, () -> {});
        Viewer viewer = Viewer.slow(stream);
        viewer.take(1);
        onAir(follower, 1);
        viewer.take(1);
        stream.serve();
        assertThat(viewer.received().marks()).containsExactly(8, 9);
    }

    @Test
    void theLimitHoldsWhateverSegmentsTurnOutToHave() {
        MemoryBudget budget = new MemoryBudget(2 * length() - 1);
        TsFollower follower = follower(budget, bytes -> {});
        onAir(follower, 4);
        assertThat(follower.ring().segments()).hasSize(1);
        assertThat(budget.used()).isEqualTo(length());

        assertThat(budget.take(length() - 1)).isTrue();
        follower.release();
        assertThat(budget.used()).isEqualTo(length() - 1);
        follower.release();
        assertThat(budget.used()).isEqualTo(length() - 1);

        TsFollower without = follower(budget, bytes -> {});
        assertThat(budget.take(1)).isTrue();
        onAir(without, 1);
        assertThat(without.ring().segments()).isEmpty();
        assertThat(budget.used()).isEqualTo(length());
    }

    @Test
    void whatWasReadAndIsNoSegmentIsCountedNoMore() {
        MemoryBudget budget = new MemoryBudget(1 << 20);
        TsFollower follower = follower(budget, bytes -> {});
        studio.publish(new byte[1000]);
        follower.poll();
        assertThat(budget.used()).isZero();
        onAir(follower, 1);
        assertThat(budget.used()).isEqualTo(length());
    }

    @Test
    void whereOneHasNoRoomAllGiveUpWhatTheyCanSpare() {
        MemoryBudget budget = new MemoryBudget(6 * length());
        TsFollower rich = follower(budget, bytes -> {});
        TsFollower poor = follower(budget, bytes -> rich.shrink());
        onAir(rich, 7);
        assertThat(rich.ring().segments()).hasSize(6);
        poor.poll();
        assertThat(poor.ring().segments()).hasSize(2);
        assertThat(rich.ring().segments()).hasSize(Shelf.FEWEST);
    }

    @Test
    void aSegmentIsCountedBeforeItIsReadAndReadIntoOneArray() {
        MemoryBudget budget = new MemoryBudget(1 << 20);
        Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        studio.publish(TsBuilder.segment(1, 1, 500));
        long length = (2 + 1 + 1000) * 188;
        studio.objects.wrap = body -> new FilterInputStream(body) {
            @Override
            public int read(byte[] into, int at, int most) throws IOException {
                assertThat(budget.used()).isEqualTo(length);
                arrays.add(into);
                return super.read(into, at, Math.min(most, 1000));
            }
        };
        TsFollower follower = follower(budget, bytes -> {});
        follower.poll();
        assertThat(follower.ring().bytes()).isEqualTo(length);
        assertThat(arrays).hasSize(1);
    }
}
