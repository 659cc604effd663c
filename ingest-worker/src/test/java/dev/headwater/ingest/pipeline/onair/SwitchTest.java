package dev.headwater.ingest.pipeline.onair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of several sources that come and go is on air. */
class SwitchTest extends ScriptedSources {
    @Test
    void onlyTheFirstSourceIsReadWhileItWorks() {
        onAir();

        assertThat(after(300)).isSameAs(attempt(0));
        assertThat(opened).hasSize(1);
        assertThat(said).isEmpty();
    }

    @Test
    void eachSourceHasAHeadStartOverTheNext() {
        after(3.9);
        assertThat(open()).containsExactly(0);
        after(0.2);
        assertThat(open()).containsExactly(0, 1);
        attempt(1).comes();

        assertThat(after(0.02)).isSameAs(attempt(1));
        assertThat(said).containsExactly("on air 1");
        assertThat(open()).contains(0).doesNotContain(2);
    }

    @Test
    void whoFailsToOpenIsFollowedByTheNextAtOnce() {
        sources.look();
        attempt(0).fails("the source answered 404");
        after(0.02);

        assertThat(open()).containsExactly(1);
        assertThat(said).containsExactly("0 failed: the source answered 404");
    }

    @Test
    void aSourceThatEndsIsReplacedByTheNextInOrderAndThenTriedAgainNowAndThen() {
        onAir().fails("the source ended");
        assertThat(sources.look()).isNull();
        assertThat(open()).containsExactly(1);
        attempt(1).comes();
        assertThat(sources.look()).isSameAs(attempt(1));
        assertThat(said).containsExactly("0 failed: the source ended", "on air 1");

        after(3.7);
        assertThat(open()).containsExactly(1);
        after(1.5);
        assertThat(open()).contains(0);
        attempt(0).fails("still nothing");
        after(7);
        assertThat(open()).containsExactly(1);
        after(3.5);
        assertThat(open()).contains(0);
    }

    @Test
    void aBetterSourceReturnsOnceItHasBeenWellForTenSecondsAtItsKeyFrame() {
        onAir().fails("the source ended");
        sources.look();
        Scripted backup = attempt(1).comes();
        after(6);
        Scripted back = attempt(0).comes();
        back.atKey = false;
        assertThat(after(9.9)).isSameAs(backup);
        assertThat(after(1)).isSameAs(backup);
        back.atKey = true;

        assertThat(after(0.02)).isSameAs(back);
        assertThat(backup.ended).isTrue();
        assertThat(said).endsWith("on air 0");
    }

    @Test
    void aBetterSourceThatFaltersHasToBeWellAnew() {
        onAir().fails("the source ended");
        sources.look();
        attempt(1).comes();
        after(6);
        Scripted back = attempt(0).comes();
        after(8);
        back.complaint = "no picture has come for 1.5 s";
        assertThat(after(15)).isSameAs(attempt(1));
        assertThat(back.ended).isTrue();
        assertThat(attempt(0)).isNotSameAs(back);
    }

    @Test
    void aBackupThatIsLostGivesWayToTheBetterOneThatIsThereHoweverNewItIs() {
        onAir().fails("the source ended");
        sources.look();
        Scripted backup = attempt(1).comes();
        after(6);
        Scripted back = attempt(0).comes();
        after(0.1);
        backup.fails("gone too");

        assertThat(sources.look()).isSameAs(back);
    }

    @Test
    void aStandbyIsKeptOpenAndStepsInAtOnce() {
        sources = sources(3, true);
        Scripted first = onAir();
        Scripted standby = attempt(1).comes();
        after(60);
        assertThat(open()).containsExactly(0, 1);
        first.complaint = "no picture has come for 1.5 s";

        assertThat(sources.look()).isSameAs(standby);
        assertThat(standby.onAir).isTrue();
        assertThat(first.ended).isTrue();
    }

    @Test
    void theStandbyIsTheNextSourceThatWorks() {
        sources = sources(3, true);
        onAir();
        attempt(1).fails("dead");
        after(0.1);
        attempt(2).comes();
        after(0.1);
        assertThat(open()).containsExactly(0, 2);
        attempt(2).fails("dead as well");
        after(12);
        assertThat(open()).contains(0, 1);
    }

    @Test
    void whoReturnsKeepsTheBackupAsItsStandby() {
        sources = sources(2, true);
        Scripted first = onAir();
        Scripted backup = attempt(1).comes();
        after(1);
        first.fails("the source ended");
        assertThat(after(6)).isSameAs(backup);
        Scripted back = attempt(0).comes();
        assertThat(after(11)).isSameAs(back);

        assertThat(backup.ended).isFalse();
        assertThat(backup.onAir).isFalse();
    }

    @Test
    void whereWeAreCalledWeGoOnListeningWhateverElseIsOnAir() {
        List<Source> any = List.of(new Source("udp://127.0.0.1:5000"), new Source("file:/1"));
        sources = sources(new Job.Stream(any, null, false, true, 0, 10_000));
        after(4.1);
        attempt(1).comes();
        assertThat(after(100)).isSameAs(attempt(1));
        assertThat(open()).containsExactly(0, 1);
        attempt(0).fails("nothing has come for 10 s");
        after(0.6);
        assertThat(open()).containsExactlyInAnyOrder(0, 1);
        attempt(0).comes();

        assertThat(after(11)).isSameAs(attempt(0));
    }
}
