package dev.headwater.ingest.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveClockTest {
    private static final long FRAME = 3600;
    private static final long WRAP = 1L << 33;

    private final LiveClock clock = new LiveClock();
    private long at = -FRAME;

    /** The next picture, and where it comes out. */
    private long picture(long dts) {
        long by = clock.video(dts, FRAME);
        if (by == LiveClock.NO_PLACE) {
            return by;
        }
        at = dts + by;
        return at;
    }

    private long audio(long pts) {
        long by = clock.audio(pts, 1920);
        return by == LiveClock.NO_PLACE ? by : pts + by;
    }

    private void begin(long pts) {
        clock.begin(pts);
        assertThat(picture(pts)).isZero();
    }

    @Test
    void itBeginsAnywhereAndComesOutAtNought() {
        begin(7_000_000_000L);
        assertThat(picture(7_000_003_600L)).isEqualTo(FRAME);
        assertThat(audio(7_000_000_500L)).isEqualTo(500);
    }

    @Test
    void aWrapGoesOnAsIfNothingHadBeen() {
        begin(WRAP - FRAME);
        assertThat(picture(0)).isEqualTo(FRAME);
        assertThat(picture(FRAME)).isEqualTo(2 * FRAME);
        assertThat(audio(1000)).isEqualTo(FRAME + 1000);
    }

    @Test
    void aJumpEitherWayGoesOnBehindWhatWas() {
        begin(1_000_000);
        assertThat(picture(90_000_000)).isEqualTo(FRAME);
        assertThat(picture(90_000_000 + FRAME)).isEqualTo(2 * FRAME);
        assertThat(picture(5000)).isEqualTo(3 * FRAME);
    }

    @Test
    void aShortGapStaysAGap() {
        begin(0);
        assertThat(picture(90_000)).isEqualTo(90_000);
    }

    @Test
    void aPictureThatStepsBackALittleIsLeftOut() {
        begin(0);
        assertThat(picture(2 * FRAME)).isEqualTo(2 * FRAME);
        assertThat(picture(FRAME)).isEqualTo(LiveClock.NO_PLACE);
        assertThat(picture(3 * FRAME)).isEqualTo(3 * FRAME);
    }

    @Test
    void audioOfBothSidesOfAJumpFindsItsPlace() {
        begin(0);
        assertThat(audio(0)).isZero();
        assertThat(picture(900_000_000)).isEqualTo(FRAME);
        assertThat(audio(1920)).isEqualTo(1920);
        assertThat(audio(900_000_000 + 500)).isEqualTo(FRAME + 500);
        assertThat(audio(500_000_000)).isEqualTo(LiveClock.NO_PLACE);
    }

    @Test
    void audioNeverStepsBack() {
        begin(0);
        assertThat(audio(5000)).isEqualTo(5000);
        assertThat(audio(1000)).isEqualTo(LiveClock.NO_PLACE);
        assertThat(audio(6920)).isEqualTo(6920);
        assertThat(at).isZero();
    }
}
