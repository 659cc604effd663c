package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.WorkerBooks;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.FrameReader;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.supervisor.children.ChildCommand;
import dev.headwater.ingest.supervisor.children.ChildLauncher;
import dev.headwater.ingest.supervisor.children.ChildProcess;
import dev.headwater.ingest.supervisor.children.ClipMaker;
import dev.headwater.ingest.supervisor.children.ProcessLauncher;
import dev.headwater.ingest.supervisor.children.ScriptedLauncher;
import dev.headwater.ingest.supervisor.fleet.IngestWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealChildrenTest {
    private static final List<String> COMMAND =
            ChildCommand.java(Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"));

    /** What a channel's child takes longer than another that was timed on the same machine. */
    private static final Duration MORE = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    /** In five seconds, or where nothing is made so soon about as soon as the first was, or another that is launched then. */
    @Test
    void aKilledChildIsBackInTime() {
        Rig rig = new Rig();
        List<Process> processes = new ArrayList<>();
        List<Long> launches = new ArrayList<>();
        IngestParts parts = new IngestParts(
                IngestConfig.of("a", COMMAND, Set.of()),
                rig.windows,
                new ArchiveWriter(rig.archive, id -> false),
                rig.objects,
                rig.keys,
                remembering(processes, launches),
                new ByteBudget(64 << 20),
                InstantSource.system(),
                System::nanoTime,
                new Random(),
                rig.restoring);
        ChannelPlan plan =
                new ChannelPlan(1, List.of(new Source("testcard:")), Packaging.LADDER, Ladder.TINY, false, false);
        ChannelSupervisor supervisor = new ChannelSupervisor(plan, 1, parts);
        supervisor.start();
        try {
            rig.awaitSequence(1, 1);
            Duration first = since(launches.getFirst());
            CompletableFuture<Duration> beside = untilSegment(1);
            long killed = System.nanoTime();
            processes.getFirst().destroyForcibly();
            LiveWindow window = rig.awaitSequence(1, 2);

            Duration back = since(killed);

            assertThat(back)
                    .isLessThanOrEqualTo(longer(
                            Duration.ofSeconds(5), longer(first, beside.join()).plus(MORE)));
            assertThat(processes).hasSize(2);
            assertThat(window.state()).isEqualTo(ChannelState.ON_AIR);
            assertThat(window.segments()).extracting(Segment::discontinuity).containsExactly(false, true);
            assertThat(window.segments()).extracting(Segment::millis).containsOnly(2000);
            assertThat(window.segments()).allMatch(segment -> rig.isStored(1, "360p", segment));
        } finally {
            supervisor.stop();
        }
    }

    /** In six seconds, or where nothing is made so soon about as soon as a child without a worker can be. */
    @Test
    void aChannelOnDemandCanBePlayedInTime() {
        Rig rig = new Rig();
        InstantSource clock = InstantSource.system();
        Demands demands = new Demands(rig.sessions, clock);
        rig.channels.save(rig.channel(1, "tiny").running(Channel.Run.ON_DEMAND));
        try (IngestWorker worker = new IngestWorker(
                IngestConfig.of("a", COMMAND, Set.of()),
                rig.channels,
                Withheld.NOTHING,
                demands,
                rig.windows,
                rig.archive,
                WorkerBooks.in(rig.sessions, clock),
                rig.objects,
                rig.keys,
                rig.restoring,
                clock,
                new Random())) {
            demands.listen(worker::lookForDemands);
            worker.start();
            CompletableFuture<Duration> alone = untilSegment(2);
            long wanted = System.nanoTime();
            demands.want(1, 1, 1);
            rig.awaitSequence(1, 2);

            Duration made = since(wanted);

            assertThat(made)
                    .isLessThanOrEqualTo(
                            longer(Duration.ofSeconds(6), alone.join().plus(MORE)));
        }
    }

    /** Of a child that makes the same channel and has no worker: launched now, so that it has the same machine. */
    private static CompletableFuture<Duration> untilSegment(int count) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long launched = System.nanoTime();
                    try {
                        Job job = Job.live(new Source("testcard:"), Ladder.TINY);
                        ProcessLauncher.Child child = new ProcessLauncher(COMMAND).launch(job, line -> {});
                        try {
                            FrameReader reader = new FrameReader(child.frames());
                            for (int left = count; left > 0; ) {
                                left -= reader.next().orElseThrow() instanceof Frame.Segment ? 1 : 0;
                            }
                            return since(launched);
                        } finally {
                            child.kill();
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().start(task));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static ChildLauncher remembering(List<Process> processes, List<Long> launches) {
        return (job, log) -> {
            launches.add(System.nanoTime());
            ProcessLauncher.Child child = new ProcessLauncher(COMMAND).launch(job, log);
            processes.add(child.process());
            return child;
        };
    }

    @Test
    void aClipIsMadeAndCanBeLooped() throws IOException {
        Path clip = folder.resolve("clip.ts");
        List<Duration> progress = new ArrayList<>();
        new ClipMaker(COMMAND)
                .make(
                        clip,
                        new Source("testcard:gradients"),
                        Ladder.TINY,
                        Duration.ofSeconds(4),
                        (made, length) -> progress.add(made));

        assertThat(progress).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(Files.size(clip)).isGreaterThan(10_000);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(clip);
        }
        ChildProcess child =
                new ProcessLauncher(COMMAND).launch(Job.clip(new Source("file:" + clip), null, 8000), line -> {});
        assertThat(child.frames().readAllBytes().length).isGreaterThan((int) Files.size(clip));
    }

    @Test
    void aClipThatCanNotBeMadeLeavesNothing() {
        Path clip = folder.resolve("clip.ts");
        ScriptedLauncher launcher = new ScriptedLauncher();
        ClipMaker maker = new ClipMaker((job, log) -> ((ScriptedLauncher.Child) launcher.launch(job, log))
                .opens("360p")
                .makes(0)
                .fails("no encoder"));

        assertThatThrownBy(() -> maker.make(
                        clip,
                        new Source("testcard:gradients"),
                        Ladder.TINY,
                        Duration.ofSeconds(4),
                        (made, length) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("no encoder");
        assertThat(folder).isEmptyDirectory();
    }
}
