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
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.ChildCommand;
import dev.headwater.ingest.supervisor.children.ChildLauncher;
import dev.headwater.ingest.supervisor.children.ChildProcess;
import dev.headwater.ingest.supervisor.children.ClipMaker;
import dev.headwater.ingest.supervisor.children.ProcessLauncher;
import dev.headwater.ingest.supervisor.children.ScriptedLauncher;
import dev.headwater.ingest.supervisor.fleet.IngestWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealChildrenTest {
    private static final List<String> COMMAND =
            ChildCommand.java(Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"));

    /** How long it takes is measured by {@code drill} and {@code bench zap}. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aKilledChildIsBack() {
        Rig rig = new Rig();
        List<Process> processes = new ArrayList<>();
        IngestParts parts = new IngestParts(
                IngestConfig.of("a", COMMAND, Set.of()),
                rig.windows,
                new ArchiveWriter(rig.archive, id -> false),
                rig.objects,
                rig.keys,
                remembering(processes),
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
            processes.getFirst().destroyForcibly();
            Await.until(
                    "the next segment is published",
                    PATIENCE,
                    () -> rig.window(1).nextSequence() >= 2);
            LiveWindow window = rig.window(1);

            assertThat(processes).hasSize(2);
            assertThat(window.state()).isEqualTo(ChannelState.ON_AIR);
            assertThat(window.segments()).extracting(Segment::discontinuity).containsExactly(false, true);
            assertThat(window.segments()).extracting(Segment::millis).containsOnly(2000);
            assertThat(window.segments()).allMatch(segment -> rig.isStored(1, "360p", segment));
        } finally {
            supervisor.stop();
        }
    }

    @Test
    void aChannelOnDemandIsMadeWhenItIsAskedFor() {
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
            demands.want(1, 1, 1);
            Await.until(
                    "two segments are listed",
                    PATIENCE,
                    () -> rig.windows
                            .find(1)
                            .filter(window -> window.nextSequence() >= 2)
                            .isPresent());
        }
    }

    private static ChildLauncher remembering(List<Process> processes) {
        return (job, log) -> {
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
