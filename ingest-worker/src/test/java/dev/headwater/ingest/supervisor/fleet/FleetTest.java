package dev.headwater.ingest.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.hls.Heartbeat;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.supervisor.channel.Rig;
import dev.headwater.ingest.supervisor.children.ChildProcess;
import dev.headwater.ingest.supervisor.children.CpuMeter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final Job JOB = Job.live(new Source("testcard:"), null);

    private final Rig rig = new Rig();
    private long now;

    /** A worker whose channels each use half a processor of two. */
    private final class Worker {
        private final CpuMeter meter;
        private final Fleet fleet;

        Worker(String id) {
            this.meter = new CpuMeter(Rig.IDLE, () -> now);
            this.fleet = new Fleet(rig.books, rig.parts(id), Rig.IDLE, meter);
        }

        void makes(Integer... channels) throws IOException {
            meter.sample();
            for (int channel : channels) {
                meter.metered(channel, true, (job, log) -> new Half()).launch(JOB, line -> {});
            }
            for (int i = 0; i < 6; i++) {
                now += Duration.ofSeconds(2).toNanos();
                rig.clock.move(Duration.ofSeconds(2));
                fleet.beatWhenDue(List.of(channels), 2);
            }
        }
    }

    private final class Half implements ChildProcess {
        @Override
        public InputStream frames() {
            return InputStream.nullInputStream();
        }

        @Override
        public void kill() {}

        @Override
        public Optional<Duration> cpu() {
            return Optional.of(Duration.ofNanos(now / 2));
        }
    }

    private Heartbeat heard(String id) {
        return rig.books.heartbeats().live().stream()
                .filter(each -> each.worker().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itSaysWhatItMakesAndWhatThatCosts() throws IOException {
        new Worker("a").makes(1, 2);
        Heartbeat a = heard("a");
        assertThat(a.channels()).containsExactly(1, 2);
        assertThat(a.share()).isEqualTo(0.5);
        assertThat(a.room()).isEqualTo(2);
        rig.clock.move(Duration.ofSeconds(10));
        assertThat(rig.books.heartbeats().live()).isEmpty();
    }

    @Test
    void whatAnotherMakesIsElsewhereUntilItIsNotHeardOf() throws IOException {
        new Worker("a").makes(1);
        Worker b = new Worker("b");
        b.fleet.listen();
        assertThat(b.fleet.isElsewhere(1)).isTrue();
        assertThat(b.fleet.isElsewhere(2)).isFalse();
        rig.clock.move(Duration.ofSeconds(10));
        b.fleet.listen();
        assertThat(b.fleet.isElsewhere(1)).isFalse();
    }

    @Test
    void whoIsLateIsLookedAfterMoreOften() throws IOException {
        new Worker("a").makes(1);
        Worker b = new Worker("b");
        b.fleet.listen();
        assertThat(b.fleet.isAnyGoing()).isFalse();
        rig.clock.move(Fleet.BEAT.plusSeconds(2));
        b.fleet.listen();
        assertThat(b.fleet.isAnyGoing()).isTrue();
    }

    @Test
    void theBusierLeavesAFreeChannelToTheOtherButNotForEver() throws IOException {
        Worker b = new Worker("b");
        b.makes();
        Worker a = new Worker("a");
        a.makes(1, 2);
        b.fleet.beatWhenDue(List.of(), 2);
        a.fleet.listen();
        assertThat(a.fleet.takes(3, true)).isFalse();
        b.fleet.listen();
        assertThat(b.fleet.takes(3, true)).isTrue();
        rig.clock.move(Fleet.PATIENCE);
        assertThat(a.fleet.takes(3, true)).isTrue();
    }

    @Test
    void oneChannelIsGivenAwayAtATimeAndNotTakenBack() throws IOException {
        Worker b = new Worker("b");
        b.fleet.beatWhenDue(List.of(), 2);
        Worker a = new Worker("a");
        a.makes(1, 2, 3);
        b.fleet.beatWhenDue(List.of(), 2);
        a.fleet.listen();
        Assignment.Move move = a.fleet.givesAway(Set::of, channel -> false).orElseThrow();
        assertThat(move.to().worker()).isEqualTo("b");
        assertThat(a.fleet.givesAway(Set::of, channel -> false))
                .as("somebody moves already")
                .isEmpty();
        a.fleet.gaveAway(move.channel());
        rig.clock.move(Fleet.PATIENCE);
        a.fleet.listen();
        assertThat(a.fleet.takes(move.channel(), true)).isFalse();
        rig.clock.move(Fleet.AWAY);
        a.fleet.listen();
        assertThat(a.fleet.takes(move.channel(), true)).as("nobody else did").isTrue();
    }

    @Test
    void whoDrainsTakesNothingFromOthersAndSaysSo() throws IOException {
        Worker a = new Worker("a");
        a.makes(1);
        a.fleet.drain(List.of(1));
        Worker b = new Worker("b");
        b.fleet.listen();
        assertThat(b.fleet.isAnyGoing()).isTrue();
        assertThat(b.fleet.hasTakers()).isFalse();
        b.fleet.beatWhenDue(List.of(), 2);
        a.fleet.listen();
        assertThat(a.fleet.hasTakers()).isTrue();
        a.fleet.end();
        b.fleet.listen();
        assertThat(b.fleet.isAnyGoing()).isFalse();
    }
}
