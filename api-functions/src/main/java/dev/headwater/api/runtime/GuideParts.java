package dev.headwater.api.runtime;

import dev.headwater.api.admin.catalog.GuideMappingOperations;
import dev.headwater.api.admin.catalog.GuideOperations;
import dev.headwater.api.admin.jobs.Jobs;
import dev.headwater.api.imports.guide.GuideRuns;
import dev.headwater.api.xtream.Schedule;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.guide.Guide;
import dev.headwater.core.guide.GuideImport;
import dev.headwater.core.guide.GuideSources;
import dev.headwater.core.guide.mapping.GuideMapping;
import dev.headwater.core.store.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * What there is of the guide.
 *
 * @param ids of sources
 * @param oneAtATime held by whoever imports
 */
public record GuideParts(
        GuideSources sources,
        Guide guide,
        GuideImport imports,
        GuideMapping mapping,
        IdSequence ids,
        Channels channels,
        ReentrantLock oneAtATime) {

    /** @param folder for files while a guide is imported, nobody else's: what a kill left there is removed */
    public static GuideParts over(Tables tables, Channels channels, Path folder, InstantSource clock) {
        empty(folder);
        GuideSources sources = new GuideSources(tables.catalog(), clock);
        IdSequence ids = new IdSequence(tables.accounts(), IdSequence.GUIDE_SOURCE, 1);
        return new GuideParts(
                sources,
                new Guide(tables.catalog(), sources, clock),
                new GuideImport(tables.catalog(), sources, clock, folder),
                new GuideMapping(tables.catalog(), channels, sources),
                ids,
                channels,
                new ReentrantLock());
    }

    private static void empty(Path folder) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** @param changed called after channels were given other guide ids */
    public GuideRuns runs(Runnable changed) {
        return new GuideRuns(imports, mapping, oneAtATime, changed);
    }

    GuideOperations operations(Jobs jobs, Runnable changed) {
        return new GuideOperations(sources, ids, runs(changed), jobs);
    }

    GuideMappingOperations mappingOperations(Runnable changed) {
        return new GuideMappingOperations(mapping, channels, changed);
    }

    /** As the controllers ask. */
    public Schedule schedule() {
        return guide::programmes;
    }
}
