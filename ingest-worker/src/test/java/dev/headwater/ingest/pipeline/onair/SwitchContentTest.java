package dev.headwater.ingest.pipeline.onair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sources that send, and nothing that anybody wants to see. */
class SwitchContentTest extends ScriptedSources {
    private void leaveWhatNobodyWantsToSee(int sourcesInAll, int avoided) {
        List<Source> any = IntStream.range(0, sourcesInAll)
                .mapToObj(i -> new Source("file:/" + i))
                .toList();
        sources = sources(new Job.Stream(any, null, false, true, 0, 10_000, avoided == Job.Stream.NONE, avoided, null));
    }

    @Test
    void whatIsBlackGivesWayToTheNextAndIsNotReturnedToForFiveMinutes() {
        leaveWhatNobodyWantsToSee(2, Job.Stream.NONE);
        Scripted first = onAir();
        sources.dull(first, "black");
        assertThat(after(1)).isSameAs(first);
        assertThat(open()).containsExactly(0, 1);
        Scripted next = attempt(1).comes();

        assertThat(after(290)).isSameAs(next);
        assertThat(first.ended).isTrue();
        assertThat(open()).containsExactly(1);
        assertThat(said).containsExactly("0 failed: black", "on air 1");
        after(20);
        assertThat(attempt(0).comes()).isNotSameAs(first);
        assertThat(after(11)).isSameAs(attempt(0));
    }

    @Test
    void whatIsBlackStaysWhereNothingElseWorks() {
        leaveWhatNobodyWantsToSee(2, Job.Stream.NONE);
        Scripted first = onAir();
        for (int i = 0; i < 100; i++) {
            sources.dull(first, "black");
            assertThat(after(1)).isSameAs(first);
            if (!attempt(1).ended) {
                attempt(1).fails("the source answered 404");
            }
        }
        assertThat(said.stream().filter("0 failed: black"::equals)).hasSize(1);
    }

    @Test
    void whatIsBlackIsLeftOnlyWhereThatIsWanted() {
        Scripted first = onAir();
        sources.dull(first, "black");
        assertThat(after(30)).isSameAs(first);
        assertThat(opened).hasSize(1);
        assertThat(said).isEmpty();
    }

    @Test
    void aSourceToBeAvoidedIsTriedLast() {
        leaveWhatNobodyWantsToSee(2, 0);
        sources.look();
        assertThat(open()).containsExactly(1);
        Scripted second = attempt(1).comes();
        assertThat(after(60)).isSameAs(second);
        assertThat(open()).containsExactly(1);
        second.fails("the source ended");
        after(0.02);
        attempt(1).fails("still nothing");
        after(0.1);
        Scripted first = attempt(0).comes();
        assertThat(after(1)).isSameAs(first);
    }
}
