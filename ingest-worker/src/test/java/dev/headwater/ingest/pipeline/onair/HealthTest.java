package dev.headwater.ingest.pipeline.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final Health health = new Health(millis(1500));
    private long media;
    private long now = millis(5000);

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** 25 pictures a second, a key frame each so many. */
    private void pictures(int count, int gop) {
        for (int i = 0; i < count; i++) {
            health.video(now, i % gop == 0, media, 1000);
            now += millis(40);
            media += millis(40);
        }
    }

    @Test
    void nothingIsAmissBeforeTheFirstPicture() {
        assertThat(health.isReady()).isFalse();
        assertThat(health.complaint(now + millis(60_000))).isNull();
    }

    @Test
    void itComplainsOfPicturesThatDoNotCome() {
        pictures(50, 50);
        assertThat(health.isReady()).isTrue();
        assertThat(health.complaint(now + millis(1400))).isNull();
        assertThat(health.complaint(now + millis(1600))).isEqualTo("no picture has come for 1.5 s");

        health.allowPauses(millis(4000));
        assertThat(health.complaint(now + millis(1600))).isNull();
    }

    @Test
    void itComplainsOfKeyFramesThatDoNotCome() {
        pictures(100, 50);
        pictures(45, 50);
        assertThat(health.complaint(now)).isNull();
        health.video(now, false, media, 1000);
        for (int i = 0; i < 60; i++) {
            now += millis(40);
            media += millis(40);
            health.video(now, false, media, 1000);
        }
        assertThat(health.complaint(now)).isEqualTo("no key frame has come for 4.0 s");
    }

    @Test
    void whereThereWasNoSecondKeyFrameItWaitsForTenSeconds() {
        pictures(240, 1000);
        assertThat(health.complaint(now)).isNull();
        for (int i = 0; i < 20; i++) {
            now += millis(40);
            media += millis(40);
            health.video(now, false, media, 1000);
        }
        assertThat(health.complaint(now)).isEqualTo("no key frame has come for 10.0 s");
    }

    @Test
    void itComplainsOfTimeThatStandsStill() {
        pictures(25, 25);
        for (int i = 0; i < 150; i++) {
            health.video(now, i % 25 == 0, media + i, 1000);
            now += millis(40);
        }
        assertThat(health.complaint(now)).isEqualTo("its time stands still");
    }

    @Test
    void whoHasToWaitForUsIsNotToBlame() {
        pictures(50, 50);
        health.waitsForUs(true, now);
        assertThat(health.complaint(now + millis(60_000))).isNull();
        health.waitsForUs(false, now + millis(60_000));
        assertThat(health.complaint(now + millis(61_000))).isNull();
    }

    @Test
    void itCountsTheBitsOfTheLastSeconds() {
        pictures(101, 50);
        assertThat(health.bitRate(now)).isBetween(195_000L, 215_000L);
        assertThat(health.bitRate(now + millis(10_000))).isZero();
    }

    @Test
    void theFirstReasonCounts() {
        health.failed("the source ended");
        health.failed("it was closed");
        assertThat(health.failure()).isEqualTo("the source ended");
    }
}
