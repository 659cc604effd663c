package dev.headwater.api.ts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.playback.Seat.Standing;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TsStreamsTest {
    private static final Duration SEGMENT = Duration.ofSeconds(2);
    private static final int SLATE = 200;
    /** Twenty chunks a segment. */
    private static final int PAIRS = 20 * 87 / 2;

    private final TestClock clock = TestClock.fixed();
    private final ManualBeats beats = new ManualBeats(clock);
    private final Studio studio = new Studio(clock);
    private final TsStreams streams =
            new TsStreams(studio.windows, studio.slates, studio.objects, studio.keys, clock, beats, 64 << 20);
    private final TestSeat seat = new TestSeat();
    private int made;

    @AfterEach
    void stop() {
        streams.close();
    }

    /** Makes segments, each with its number as mark, and lets their time pass. */
    private void onAir(int segments) {
        for (int i = 0; i < segments; i++) {
            studio.publish(TsBuilder.segment(3 * made, ++made, 5));
            beats.pass(SEGMENT);
        }
    }

    private TsStream play(TestSeat of) {
        return play(streams, Studio.CHANNEL, of);
    }

    private static TsStream play(TsStreams streams, int channel, TestSeat of) {
        return ((Opening.Opened) streams.play(channel, "720p", of)).stream();
    }

    @Test
    void beginsAtTheSecondNewestSegmentAndGoesOn() {
        onAir(4);
        Viewer viewer = Viewer.fast(play(seat));
        beats.pass(SEGMENT);
        onAir(3);

        assertThat(viewer.received().marks()).containsExactly(3, 4, 5, 6, 7);
        assertThat(viewer.received().continuityErrors()).isZero();
        assertThat(viewer.largest).isLessThanOrEqualTo(16 << 10);
        assertThat(viewer.isEnded()).isFalse();
    }

    @Test
    void encryptedSegmentsComeInTheClearAcrossANewKey() {
        ContentKey first = studio.keys.make(Studio.CHANNEL, 1, Duration.ofHours(1));
        ContentKey second = studio.keys.make(Studio.CHANNEL, 1, Duration.ofHours(1));
        onAir(1);
        for (ContentKey key : List.of(first, first, second)) {
            studio.publish(TsBuilder.segment(3 * made, ++made, 5), key);
        }
        Viewer viewer = Viewer.fast(play(seat));
        beats.pass(SEGMENT);
        studio.publish(TsBuilder.segment(3 * made, ++made, 5), second);
        beats.pass(SEGMENT);
        onAir(1);

        assertThat(viewer.received().marks()).containsExactly(3, 4, 5, 6);
        assertThat(viewer.received().continuityErrors()).isZero();
    }

    @Test
    void aSegmentWhoseKeyIsGoneIsAGap() {
        ContentKey lost = studio.keys.make(8, 1, Duration.ofHours(1));
        onAir(4);
        Viewer viewer = Viewer.fast(play(seat));
        beats.pass(SEGMENT);
        studio.publish(TsBuilder.segment(3 * made, ++made, 5), lost);
        beats.pass(SEGMENT);
        onAir(1);

        assertThat(viewer.received().marks()).containsExactly(3, 4, -1, 6);
    }

    @Test
    void waitsForTheFirstSegmentOfAChannelThatStarts() {
        studio.state(ChannelState.STARTING);
        Viewer viewer = Viewer.fast(play(seat));
        beats.pass(SEGMENT);
        onAir(1);
        assertThat(viewer.received().marks()).containsExactly(1);
    }

    @Test
    void aSegmentIsReadOnceForAHundredViewers() {
        onAir(4);
        List<Viewer> viewers = IntStream.range(0, 100)
                .mapToObj(i -> Viewer.fast(play(new TestSeat())))
                .toList();
        beats.pass(SEGMENT);
        onAir(4);

        assertThat(viewers)
                .allSatisfy(viewer -> assertThat(viewer.received().marks()).containsExactly(3, 4, 5, 6, 7, 8));
        assertThat(studio.objects.reads())
                .hasSize(6)
                .allSatisfy((key, reads) -> assertThat(reads).as(key).isOne());
    }

    @Test
    void aNamedRenditionIsFollowedAndAnUnknownOneIsNone() {
        onAir(3);
        assertThat(streams.play(Studio.CHANNEL, "360p", new TestSeat())).isInstanceOf(Opening.Opened.class);
        assertThat(streams.play(Studio.CHANNEL, "1080p", seat)).isEqualTo(new Opening.Unknown());
        assertThat(seat.closed).isOne();
        assertThat(streams.play(99, "720p", seat)).isEqualTo(new Opening.Unknown());
    }

    @Test
    void aViewerThatTakesNothingIsCutAfterFifteenSecondsAndNoOtherLosesAByte() {
        onAir(4);
        Viewer stalled = Viewer.slow(play(seat));
        Viewer fast = Viewer.fast(play(new TestSeat()));
        beats.pass(Duration.ofMillis(250));
        stalled.take(1);
        onAir(7);
        assertThat(stalled.isEnded()).as("before its time").isFalse();
        onAir(1);

        assertThat(stalled.error).isInstanceOf(StreamCutException.class);
        assertThat(seat.closed).isOne();
        assertThat(fast.received().marks())
                .containsExactlyElementsOf(IntStream.rangeClosed(3, 12).boxed().toList());
        assertThat(fast.received().continuityErrors()).isZero();
    }

    @Test
    void aStreamThatNobodyReadsGivesItsSeatBack() {
        onAir(4);
        play(seat);
        beats.pass(Demand.PATIENCE.plusSeconds(2));
        assertThat(seat.closed).isOne();
    }

    @Test
    void aSlowViewerJumpsOnceWithADiscontinuityAndIsCutTheSecondTime() {
        onAir(4);
        Viewer slow = Viewer.slow(play(seat));
        beats.pass(SEGMENT);
        slow.take(1);
        onAir(6);
        slow.take(3); // the seam, and two segments of a chunk each
        assertThat(slow.received().marks()).containsExactly(3, -1, 9, 10);
        assertThat(slow.received().continuityErrors()).isZero();

        onAir(6);
        slow.take(1);
        onAir(1);
        assertThat(slow.received().marks()).containsExactly(3, -1, 9, 10, 11);
        onAir(6);
        slow.take(1);
        assertThat(slow.error).isInstanceOf(StreamCutException.class);
        assertThat(slow.received().marks()).containsExactly(3, -1, 9, 10, 11);
    }

    @Test
    void marksADiscontinuityAndAGap() {
        onAir(4);
        Viewer viewer = Viewer.fast(play(seat));
        beats.pass(SEGMENT);
        studio.publish(TsBuilder.segment(9, 50, 5), true);
        beats.pass(SEGMENT);
        IntStream.range(60, 68).forEach(mark -> studio.publish(TsBuilder.segment(mark, mark, 5)));
        beats.pass(SEGMENT);

        assertThat(viewer.received().marks()).containsExactly(3, 4, -1, 50, -1, 62, 63, 64, 65, 66, 67);
        assertThat(viewer.received().continuityErrors()).isZero();
    }

    @Test
    void leavesOutWhatIsNoTransportStream() {
        onAir(4);
        Viewer viewer = Viewer.fast(play(seat));
        beats.pass(SEGMENT);
        studio.publish(new byte[1000]);
        onAir(1);
        assertThat(viewer.received().marks()).containsExactly(3, 4, -1, 5);
    }

    @Test
    void aStoreThatFailsForAMomentCostsNothing() {
        onAir(4);
        Viewer viewer = Viewer.fast(play(seat));
        beats.pass(SEGMENT);
        studio.objects.broken = true;
        studio.publish(TsBuilder.segment(0, 5, 5));
        beats.pass(Duration.ofSeconds(1));
        studio.objects.broken = false;
        beats.pass(Duration.ofSeconds(1));
        assertThat(viewer.received().marks()).containsExactly(3, 4, 5);
    }

    @Test
    void goesOnWithTheBestThereIsWhenAChannelIsMadeOtherwise() {
        onAir(4);
        Viewer viewer = Viewer.fast(play(seat));
        beats.pass(SEGMENT);
        studio.remake("copy");
        onAir(1);
        assertThat(viewer.received().marks()).containsExactly(3, 4, -1, 5);
    }

    @Test
    void theSlateComesOnceBehindAWholeSegment() {
        studio.slate(SlateReason.EXPIRED, TsBuilder.segment(5, SLATE, 5));
        studio.publish(TsBuilder.segment(0, 1, PAIRS));
        beats.pass(SEGMENT);
        Viewer viewer = Viewer.slow(play(seat));
        beats.pass(SEGMENT);
        viewer.take(1);
        seat.standing = new Standing.Ends(SlateReason.EXPIRED);
        beats.pass(SEGMENT);
        viewer.take(100);

        assertThat(viewer.completed).isTrue();
        assertThat(viewer.received().marks()).containsExactly(1, -1, SLATE);
        int segment = 2 + 1 + 2 * PAIRS;
        int seam = 4;
        assertThat(viewer.received().packets()).isEqualTo(segment + seam + 2 + 1 + 10);
        assertThat(viewer.received().continuityErrors()).isZero();
        assertThat(seat.closed).isZero(); // given back by a beat, not by the thread of the socket
        beats.pass(Duration.ofMillis(250));
        assertThat(seat.closed).isOne();
    }

    @Test
    void endsWithoutASlateWhereNoneIsMade() {
        onAir(4);
        Viewer viewer = Viewer.fast(play(seat));
        seat.standing = new Standing.Ends(SlateReason.IN_USE);
        beats.pass(SEGMENT);
        assertThat(viewer.completed).isTrue();
    }

    @Test
    void aSlateAloneTakesNoFollower() {
        studio.slate(SlateReason.LIMIT, TsBuilder.segment(5, SLATE, 5));
        Viewer viewer = Viewer.fast(streams.slate(SlateReason.LIMIT).orElseThrow());
        assertThat(viewer.completed).isTrue();
        assertThat(viewer.received().marks()).containsExactly(SLATE);
        assertThat(streams.slate(SlateReason.BANNED)).isEmpty();
    }

    @Test
    void isCutWhenTheConnectionIsTakenBack() {
        onAir(4);
        Viewer viewer = Viewer.fast(play(seat));
        beats.pass(SEGMENT);
        seat.standing = new Standing.Over();
        beats.pass(Duration.ofSeconds(1));
        assertThat(viewer.error).isInstanceOf(StreamCutException.class);
        beats.pass(SEGMENT);
        assertThat(seat.closed).isOne();
    }

    @Test
    void looksOnceASecondAndNoMoreWhenTheClientHasGone() {
        onAir(4);
        Viewer viewer = Viewer.fast(play(seat));
        beats.pass(Duration.ofSeconds(10));
        assertThat(seat.looks).isBetween(10, 11);
        viewer.cancel();
        beats.pass(SEGMENT);
        assertThat(seat.closed).isOne();
        int looks = seat.looks;
        beats.pass(Duration.ofSeconds(10));
        assertThat(seat.looks).isEqualTo(looks);
        assertThat(beats.repeating()).isZero();
    }

    @Test
    void aFollowerStopsAWhileAfterItsLastViewer() {
        onAir(4);
        Viewer.fast(play(seat)).cancel();
        beats.pass(Followers.LINGER.minusSeconds(1));
        assertThat(beats.repeating()).isOne();
        beats.pass(Duration.ofSeconds(2));
        assertThat(beats.repeating()).isZero();

        onAir(1);
        Viewer viewer = Viewer.fast(play(new TestSeat()));
        beats.pass(SEGMENT);
        assertThat(viewer.received().marks()).containsExactly(4, 5);
    }

    @Test
    void showsTheSlateWhenTheChannelGoesOffAir() {
        studio.slate(SlateReason.OFF_AIR, TsBuilder.segment(5, SLATE, 5));
        onAir(4);
        Viewer viewer = Viewer.fast(play(seat));
        beats.pass(SEGMENT);
        studio.state(ChannelState.FAILED);
        beats.pass(Duration.ofSeconds(12));
        assertThat(viewer.isEnded()).as("it may come back").isFalse();
        beats.pass(Duration.ofSeconds(4));
        assertThat(viewer.received().marks()).containsExactly(3, 4, -1, SLATE);
        assertThat(viewer.completed).isTrue();
    }

    /** What it is made of now fits into no such stream, and never will. */
    @Test
    void showsTheSlateWhereTheChannelComesToBeMadeOfFragments() {
        studio.slate(SlateReason.OFF_AIR, TsBuilder.segment(5, SLATE, 5));
        onAir(4);
        Viewer viewer = Viewer.fast(play(seat));
        beats.pass(SEGMENT);
        for (int i = 0; i < 8; i++) {
            studio.publishFragment();
            beats.pass(SEGMENT);
        }
        assertThat(viewer.received().marks()).containsExactly(3, 4, -1, SLATE);
        assertThat(viewer.completed).isTrue();
    }

    @Test
    void goesOnWhenTheChannelComesBackInTime() {
        onAir(4);
        Viewer viewer = Viewer.fast(play(seat));
        beats.pass(SEGMENT);
        studio.state(ChannelState.FAILED);
        beats.pass(Duration.ofSeconds(12));
        studio.publish(TsBuilder.segment(1, 5, 5), true);
        beats.pass(Duration.ofSeconds(12));
        assertThat(viewer.received().marks()).containsExactly(3, 4, -1, 5);
        assertThat(viewer.isEnded()).isFalse();
    }

    @Test
    void stoppingEndsEveryStreamAndGivesEverySeatBack() {
        onAir(4);
        Viewer fast = Viewer.fast(play(seat));
        Viewer.slow(play(seat));
        streams.close();
        assertThat(fast.completed).isTrue();
        assertThat(seat.closed).isEqualTo(2);
        play(seat);
        assertThat(seat.closed).as("of a late request, at once").isEqualTo(3);
        seat.faults = 1;
        play(seat);
        assertThat(seat.closed).as("though it failed once").isEqualTo(4);
    }

    @Test
    void aSeatThatCanNotBeGivenBackIsGivenBackLater() {
        onAir(4);
        seat.faults = 3;
        Viewer.fast(play(seat)).cancel();
        beats.pass(SEGMENT);
        assertThat(seat.closed).isZero();
        beats.pass(Duration.ofSeconds(5));
        assertThat(seat.closed).isOne();
        beats.pass(Duration.ofSeconds(10));
        assertThat(seat.closed).isOne();
    }
}
