package dev.headwater.standalone.guide;

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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports sources of the guide, one at a time. */
public final class GuideRuns {
    private static final Logger LOG = LoggerFactory.getLogger(GuideRuns.class);
    private static final int MAX_KNOWN = 100;

    private final GuideImport guideImport;
    private final GuideMapping mapping;
    private final Runnable changed;
    private final AtomicInteger ids = new AtomicInteger();
    private final Cache<Integer, GuideRun> runs =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();

    /** @param changed called after channels were given other guide ids */
    public GuideRuns(GuideImport guideImport, GuideMapping mapping, Runnable changed) {
        this.guideImport = guideImport;
        this.mapping = mapping;
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
        try (GuideFetch.Opened file = GuideFetch.open(source)) {
            report = guideImport.run(file.in(), source, evenIfFewer, progress);
        }
        int mapped = mapping.apply().changed();
        if (mapped > 0) {
            changed.run();
        }
        return new Outcome(report, mapped);
    }

    /** Reads what a source has, and changes nothing. Blocks until that is done; throws as {@link #run} does. */
    public GuideReport look(GuideSource source, GuideProgress progress) throws GuideRefusedException, IOException {
        try (GuideFetch.Opened file = GuideFetch.open(source)) {
            return guideImport.look(file.in(), source, progress);
        }
    }

    /** Begins an import that goes on by itself. */
    public GuideRun begin(GuideSource source, boolean evenIfFewer) {
        GuideRun begun = GuideRun.begun(ids.incrementAndGet(), source.name());
        runs.put(begun.id(), begun);
        Thread.ofPlatform().daemon().name("guide-import").start(() -> follow(begun, source, evenIfFewer));
        return begun;
    }

    public Optional<GuideRun> find(int id) {
        return Optional.ofNullable(runs.getIfPresent(id));
    }

    private void follow(GuideRun begun, GuideSource source, boolean evenIfFewer) {
        long size = source.isWeb() ? 0 : new File(source.location()).length();
        GuideProgress progress = new GuideProgress() {
            @Override
            public void read(long bytes) {
                runs.put(begun.id(), begun.at("read", bytes, size));
            }

            @Override
            public void written(int channels, int of) {
                runs.put(begun.id(), begun.at("write", channels, of));
            }
        };
        try {
            Outcome outcome = run(source, evenIfFewer, progress);
            runs.put(begun.id(), begun.done(outcome.report(), outcome.mapped()));
        } catch (GuideRefusedException e) {
            runs.put(begun.id(), begun.failed(String.valueOf(e.getMessage()), e.confirmable()));
        } catch (IOException e) {
            runs.put(begun.id(), begun.failed(String.valueOf(e.getMessage()), false));
        } catch (RuntimeException e) {
            LOG.error("the import of the guide {} failed", source.name(), e);
            runs.put(begun.id(), begun.failed("that failed: " + e.getMessage(), false));
        }
    }
}
