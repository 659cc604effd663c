package dev.headwater.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.imports.guide.GuideRun;
import dev.headwater.api.imports.guide.GuideRuns;
import dev.headwater.core.TestClock;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.guide.GuideImport;
import dev.headwater.core.guide.GuideSource;
import dev.headwater.core.guide.GuideSources;
import dev.headwater.core.guide.mapping.GuideMapping;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.standalone.demo.DemoGuide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources are imported when their time has come, and runs end whatever happens. */
class GuideKeeperTest {
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final GuideSources sources = new GuideSources(table, clock);
    private final Channels channels = new Channels(table);
    private final ReentrantLock oneAtATime = new ReentrantLock();

    @TempDir
    private Path folder;

    private GuideRuns runs() {
        return new GuideRuns(
                new GuideImport(table, sources, clock, folder.resolve("run")),
                new GuideMapping(table, channels, sources),
                oneAtATime,
                () -> {});
    }

    private GuideKeeper keeper() {
        IdSequence ids = new IdSequence(table, IdSequence.GUIDE_SOURCE, 1);
        return new GuideKeeper(sources, runs(), new DemoGuide(table, sources, channels, ids, clock), () -> {}, clock);
    }

    private GuideSource source() {
        GuideSource source =
                GuideSource.of(1, "first", folder.resolve("first.xml").toString());
        sources.add(source);
        return source;
    }

    private void write() throws IOException {
        Files.writeString(
                folder.resolve("first.xml"),
                "<tv><programme channel=\"a\" start=\"20261120120000 +0000\"><title>t</title></programme></tv>");
    }

    private boolean isImported() {
        return sources.find("first").orElseThrow().last() != null;
    }

    @Test
    void aSourceThatWasNeverHadIsAskedForAgain() throws Exception {
        source();
        GuideKeeper keeper = keeper();
        keeper.importDue();
        clock.advance(Duration.ofHours(1));
        keeper.importDue();
        write();
        clock.advance(Duration.ofMinutes(59));
        keeper.importDue();
        assertThat(isImported()).as("an hour after it was tried").isFalse();
        clock.advance(Duration.ofMinutes(1));
        keeper.importDue();
        assertThat(isImported()).isTrue();
    }

    @Test
    void aRunThatWaitsIsKnownAndOpensNothing() throws Exception {
        write();
        GuideSource source = source();
        GuideRuns runs = runs();
        int id;
        oneAtATime.lock();
        try {
            id = runs.begin(source, false).id();
            for (int i = 0; i < 200; i++) {
                runs.begin(source, false);
            }
            assertThat(runs.find(id))
                    .hasValueSatisfying(run -> assertThat(run.state()).isEqualTo(GuideRun.RUNNING));
            Files.delete(folder.resolve("first.xml"));
        } finally {
            oneAtATime.unlock();
        }
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (runs.find(id).filter(run -> run.state().equals(GuideRun.RUNNING)).isPresent()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
        assertThat(isImported()).as("the file was gone when its turn came").isFalse();
    }
}
