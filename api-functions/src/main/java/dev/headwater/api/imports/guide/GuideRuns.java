package dev.headwater.api.imports.guide;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headwater.core.guide.GuideImport;
import dev.headwater.core.guide.GuideProgress;
import dev.headwater.core.guide.GuideRefusedException;
import dev.headwater.core.guide.GuideReport;
import dev.headwater.core.guide.GuideSource;
import dev.headwater.core.guide.mapping.GuideMapping;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports sources of the guide, one at a time. */
public final class GuideRuns {
    private static final Logger LOG = LoggerFactory.getLogger(GuideRuns.class);
    private static final int MAX_KNOWN = 100;

    private final GuideImport guideImport;
    private final GuideMapping mapping;
    private final Runnable changed;
    private final ReentrantLock oneAtATime;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, GuideRun> running = new ConcurrentHashMap<>();
    private final Cache<Integer, GuideRun> ended =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();

    /**
     * Runs of one kind of caller.
     *
     * @param oneAtATime shared by all that run: who waits holds no connection to a source
     * @param changed called after channels were given other guide ids
     */
    public GuideRuns(GuideImport guideImport, GuideMapping mapping, ReentrantLock oneAtATime, Runnable changed) {
        this.guideImport = guideImport;
        this.mapping = mapping;
        this.oneAtATime = oneAtATime;
        this.changed = changed;
    }

    /**
     * What an import did.
     *
     * @param mapped how many channels were given another guide id
     */
    public record Outcome(GuideReport report, int mapped) {}

    /**
     * Fetches and imports a source, and matches channels to what it has. Blocks until that is done.
     *
     * @param source stored already
     * @param evenIfFewer whether it is taken though much of what the last import had is missing
     * @throws GuideRefusedException where it is not taken
     * @throws IOException where it can not be had; with a message for an operator
     */
    public Outcome run(GuideSource source, boolean evenIfFewer, GuideProgress progress)
            throws GuideRefusedException, IOException {
        GuideReport report;
        oneAtATime.lock();
        try (GuideFetch.Opened file = GuideFetch.open(source)) {
            report = guideImport.run(file.in(), source, evenIfFewer, progress);
        } finally {
            oneAtATime.unlock();
        }
        int mapped = mapping.apply().changed();
        if (mapped > 0) {
            changed.run();
        }
        return new Outcome(report, mapped);
    }

    /** Begins an import that goes on by itself. */
    public GuideRun begin(GuideSource source, boolean evenIfFewer) {
        return begin(source, evenIfFewer, _ -> {});
    }

    /**
     * The same.
     *
     * @param watch told how it stands, often, and last how it ended; a {@link CancellationException} of it ends the import
     */
    public GuideRun begin(GuideSource source, boolean evenIfFewer, Consumer<GuideRun> watch) {
        return begin(source, progress -> run(source, evenIfFewer, progress), GuideRun.DONE, watch);
    }

    /** Begins a look at what an import would do, which changes nothing and goes on by itself. */
    public GuideRun beginLook(GuideSource source, Consumer<GuideRun> watch) {
        return begin(source, progress -> look(source, progress), GuideRun.PREVIEW, watch);
    }

    private Outcome look(GuideSource source, GuideProgress progress) throws GuideRefusedException, IOException {
        oneAtATime.lock();
        try (GuideFetch.Opened file = GuideFetch.open(source)) {
            return new Outcome(guideImport.look(file.in(), source, progress), 0);
        } finally {
            oneAtATime.unlock();
        }
    }

    private interface Work {
        Outcome run(GuideProgress progress) throws GuideRefusedException, IOException;
    }

    private GuideRun begin(GuideSource source, Work work, String well, Consumer<GuideRun> watch) {
        GuideRun begun = GuideRun.begun(ids.incrementAndGet(), source.name());
        running.put(begun.id(), begun);
        Thread.ofPlatform().daemon().name("guide-import").start(() -> follow(begun, source, work, well, watch));
        return begun;
    }

    public Optional<GuideRun> find(int id) {
        GuideRun run = running.get(id);
        return Optional.ofNullable(run == null ? ended.getIfPresent(id) : run);
    }

    private void follow(GuideRun begun, GuideSource source, Work work, String well, Consumer<GuideRun> watch) {
        long size = source.isWeb() ? 0 : new File(source.location()).length();
        GuideProgress progress = new GuideProgress() {
            @Override
            public void read(long bytes) {
                show(begun.at("read", bytes, size));
            }

            @Override
            public void written(int channels, int of) {
                show(begun.at("write", channels, of));
            }

            private void show(GuideRun now) {
                running.put(begun.id(), now);
                watch.accept(now);
            }
        };
        GuideRun end = begun;
        try {
            Outcome outcome = work.run(progress);
            end = begun.ended(well, outcome.report(), outcome.mapped());
        } catch (CancellationException e) {
            end = begun.ended(GuideRun.CANCELLED, null, 0);
        } catch (GuideRefusedException e) {
            end = begun.failed(String.valueOf(e.getMessage()), e.confirmable());
        } catch (IOException e) {
            end = begun.failed(String.valueOf(e.getMessage()), false);
        } catch (Throwable e) { // errors too: whoever waits has to be told
            LOG.error("the import of the guide {} failed", source.name(), e);
            end = begun.failed("that failed: " + e.getMessage(), false);
        } finally {
            ended.put(begun.id(), end);
            running.remove(begun.id());
            watch.accept(end);
        }
    }
}
