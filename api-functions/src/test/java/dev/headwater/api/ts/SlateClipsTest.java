package dev.headwater.api.ts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.hls.SlateReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlateClipsTest {
    private final TestClock clock = TestClock.fixed();
    private final Studio studio = new Studio(clock);
    private final SlateClips clips = new SlateClips(studio.slates, studio.objects, studio.keys, clock);

    @Test
    void aClipThatWasMissingOnceIsThereWhenItsObjectsAre() {
        studio.slate(SlateReason.EXPIRED, TsBuilder.segment(0, 1, 5));
        studio.objects.empty = true;
        assertThat(clips.find(SlateReason.EXPIRED)).isEmpty();
        studio.objects.empty = false;
        assertThat(clips.find(SlateReason.EXPIRED)).isPresent();
        assertThat(clips.find(SlateReason.EXPIRED)).isPresent();
        assertThat(studio.objects.reads().values())
                .as("once missing, once read")
                .containsExactly(2);
    }

    @Test
    void aSlateThatIsMadeLaterIsSeenWithinFiveSeconds() {
        assertThat(clips.find(SlateReason.LIMIT)).isEmpty();
        studio.slate(SlateReason.LIMIT, TsBuilder.segment(0, 1, 5));
        assertThat(clips.find(SlateReason.LIMIT))
                .as("the table is not asked again")
                .isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(clips.find(SlateReason.LIMIT)).isPresent();
    }
}
