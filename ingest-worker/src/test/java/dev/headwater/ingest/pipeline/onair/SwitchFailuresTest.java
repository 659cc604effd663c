package dev.headwater.ingest.pipeline.onair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sources that stall, fail and can not be shown. */
class SwitchFailuresTest extends ScriptedSources {
    @Test
    void whoWaitsLongestIsAskedOnceAMinute() {
        onAir().fails("the source ended");
        sources.look();
        attempt(1).comes();
        int before = opened.size();
        for (int i = 0; i < 60 * 60; i++) {
            after(1);
            if (!attempt(0).ended) {
                attempt(0).fails("still nothing");
            }
        }
        assertThat(opened.size() - before).isBetween(60, 85);
    }

    @Test
    void withoutAnySourceTheSlateIsShownAfterFourSecondsUntilOneWorks() {
        onAir().fails("the source ended");
        for (int i = 0; i < 400; i++) {
            after(0.02);
            opened.stream().filter(f -> !f.ended).forEach(f -> f.fails("refused"));
            assertThat(sources.showsSlate()).isEqualTo(i >= 199);
        }
        assertThat(said).contains("on air -1");
        after(11);
        attempt(2).comes();

        assertThat(after(0.02)).isSameAs(attempt(2));
        assertThat(sources.showsSlate()).isFalse();
        assertThat(said).endsWith("on air 2");
    }

    @Test
    void whereNothingWorksAttemptsAreFarApart() {
        onAir().fails("the source ended");
        for (int i = 0; i < 600 * 5; i++) {
            after(0.2);
            opened.stream().filter(f -> !f.ended).forEach(f -> f.fails("refused"));
        }
        assertThat(opened.size()).isBetween(3 * 60, 3 * 90);
    }

    @Test
    void whoStallsIsKeptWhileNothingElseWorksAndMayGoOn() {
        Scripted first = onAir();
        first.complaint = "no picture has come for 1.5 s";
        assertThat(after(3)).isNull();
        assertThat(first.ended).isFalse();
        first.complaint = null;

        assertThat(after(0.02)).isSameAs(first);
        assertThat(said).containsExactly("0 failed: no picture has come for 1.5 s");
    }

    @Test
    void whoStallsForLongIsOpenedAnew() {
        Scripted first = onAir();
        first.complaint = "no picture has come for 1.5 s";
        after(12);

        assertThat(first.ended).isTrue();
        assertThat(attempt(0)).isNotSameAs(first);
    }

    @Test
    void whoGivesNoPictureInTimeIsGivenUp() {
        after(12.1);

        assertThat(opened.getFirst().ended).isTrue();
        assertThat(said).contains("0 failed: it gave no picture within 12 s");
    }

    @Test
    void whereNoneEverWorkedThereIsNothingToKeepUp() {
        sources.look();
        for (int i = 0; i < 3; i++) {
            attempt(i).fails("refused " + i);
            if (i < 2) {
                sources.look();
            }
        }

        assertThatThrownBy(() -> after(1))
                .isInstanceOf(PipelineException.class)
                .hasMessage("source 1: refused 0; source 2: refused 1; source 3: refused 2");
    }

    @Test
    void whatCanNotBeShownIsAFailureOfItsSource() {
        Scripted first = onAir();
        sources.reject(first, "the source's video is mpeg2video");

        assertThat(after(0.02)).isNull();
        assertThat(first.ended).isTrue();
        assertThat(open()).containsExactly(1);
    }

    @Test
    void aClipEndsWithItsSource() {
        sources = sources(new Job.Stream(List.of(new Source("file:/a")), null, false, false, 0, 0));
        sources.look();
        attempt(0).comes();
        assertThat(sources.look()).isSameAs(attempt(0));
        sources.delivered();
        attempt(0).fails("the source ended");

        assertThatThrownBy(() -> sources.look()).hasMessage("the source ended");
    }
}
