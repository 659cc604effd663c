package dev.headwater.ingest.supervisor.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.frames.TitleTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TitleProgressTest {
    private final List<Integer> told = new ArrayList<>();
    private final TitleProgress progress = new TitleProgress(told::add);
    private final TitlePlan plan =
            new TitlePlan("mark", new Frame.Probed(300_000, "h264", "aac", 640, 360, 25), 0, true, true, 2, 120_000);

    @Test
    void allPartsTogetherAreOneFigureThatNeverStepsBack() {
        progress.planned(plan);
        progress.encoded(TitleTask.SOUND, 300_000);
        progress.encoded(TitleTask.part(1), 90_000);
        progress.encoded(TitleTask.part(0), 60_000);
        progress.encoded(TitleTask.part(1), 0); // its child was killed, and it begins anew
        progress.encoded(TitleTask.part(1), 180_000);
        progress.encoded(TitleTask.part(0), 400_000);
        progress.encoded(TitleTask.STORYBOARD, 300_000);
        progress.joined(0, 300_000);
        progress.joined(150_000, 300_000);
        progress.joined(310_000, 300_000);
        assertThat(told).isSorted().containsExactly(7, 30, 45, 45, 68, 83, 85, 85, 90, 95);
    }

    @Test
    void oneThatIsMadeByOneChildIsShownAsItIs() {
        progress.made(50_000, 0);
        progress.made(50_000, 100_000);
        progress.made(200_000, 100_000);
        assertThat(told).containsExactly(0, 47, 95);
    }

    @Test
    void whatIsNotPlannedYetIsNotShown() {
        progress.encoded(TitleTask.SOUND, 1);
        assertThat(told).isEmpty();
    }
}
