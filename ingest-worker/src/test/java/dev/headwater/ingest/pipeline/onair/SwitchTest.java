package dev.headwater.ingest.pipeline.onair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sources that do what the test tells them, and a clock that moves when it is told to. */
class SwitchTest {
    private final List<Scripted> opened = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private long now = seconds(1000);
    private Switch<Scripted> sources = sources(3, false);

    private final class Scripted implements Feed {
        private final int source;
        private boolean ready;
        private long readySince;
        private boolean atKey = true;
        private boolean onAir;
        private boolean ended;
        private @Nullable String failure;
        private @Nullable String complaint;

        Scripted(int source) {
            this.source = source;
        }

        Scripted comes() {
            ready = true;
            readySince = now;
            return this;
        }

        void fails(String text) {
            failure = text;
        }

        @Override
        public int source() {
            return source;
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public long readySince() {
            return readySince;
        }

        @Override
        public @Nullable String failure() {
            return failure;
        }

        @Override
        public @Nullable String complaint(long at) {
            return complaint;
        }

        @Override
        public boolean isAtKeyFrame(long at) {
            return atKey;
        }

        @Override
        public void goOnAir() {
            onAir = true;
        }

        @Override
        public void standBy() {
            onAir = false;
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    private Switch<Scripted> sources(int count, boolean hotStandby) {
        List<Source> any = IntStream.range(0, count)
                .mapToObj(i -> new Source("file:/" + i))
                .toList();
        return sources(new Job.Stream(any, null, hotStandby, true, 0, 10_000));
    }

    private Switch<Scripted> sources(Job.Stream job) {
        opened.clear();
        return new Switch<>(
                SwitchRules.of(job),
                job.sources(),
                source -> {
                    Scripted feed = new Scripted(source);
                    opened.add(feed);
                    return feed;
                },
                new Switch.Listener() {
                    @Override
                    public void onAir(int source) {
                        said.add("on air " + source);
                    }

                    @Override
                    public void failed(int source, String text) {
                        said.add(source + " failed: " + text);
                    }
                },
                () -> now,
                new Random(5));
    }

    private static long seconds(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    /** Looks every 20 ms, as who makes a channel does. */
    private @Nullable Scripted after(double seconds) {
        Scripted shown = sources.look();
        for (long until = now + seconds(seconds); now < until; ) {
            now += seconds(0.02);
            shown = sources.look();
        }
        return shown;
    }

    private List<Integer> open() {
        return opened.stream()
                .filter(feed -> !feed.ended)
                .map(feed -> feed.source)
                .toList();
    }

    /** The newest attempt at a source. */
    private Scripted attempt(int source) {
        return opened.reversed().stream()
                .filter(feed -> feed.source == source)
                .findFirst()
                .orElseThrow(() -> new AssertionError("source " + source + " was never tried"));
    }

    /** On air from the first source, for long. */
    private Scripted onAir() {
        sources.look();
        Scripted first = attempt(0).comes();
        assertThat(after(20)).isSameAs(first);
        sources.delivered();
        said.clear();
        return first;
    }

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
