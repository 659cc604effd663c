package dev.headwater.core.guide;

import dev.headwater.core.guide.xmltv.XmltvException;
import dev.headwater.core.guide.xmltv.XmltvLimits;
import dev.headwater.core.guide.xmltv.XmltvReader;
import dev.headwater.core.store.TableStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes XMLTV files into the guide. Nothing is written before a file was read to its end, so one that is cut, damaged or
 * empty changes nothing. An import that a fault of the store ended is made whole by the next.
 */
public final class GuideImport {
    /** An import with less than this part of the last one's programmes is taken only where the operator says so. */
    public static final double LEAST_PART = 0.5;

    /** Programmes held in memory while a file is read; more go to a file. */
    private static final int HELD_BYTES = 24 << 20;

    private final TableStore catalog;
    private final GuideSources sources;
    private final InstantSource clock;
    private final Path folder;
    private final XmltvLimits limits;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /** @param folder for what does not fit memory while an import runs; made where it is not there */
    public GuideImport(TableStore catalog, GuideSources sources, InstantSource clock, Path folder) {
        this(catalog, sources, clock, folder, XmltvLimits.USUAL);
    }

    GuideImport(TableStore catalog, GuideSources sources, InstantSource clock, Path folder, XmltvLimits limits) {
        this.catalog = catalog;
        this.sources = sources;
        this.clock = clock;
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * Imports a file. One at a time; others wait.
     *
     * @param file XMLTV, plain, gzip or xz; read to its end and not closed
     * @param source stored already
     * @param evenIfFewer whether it is taken though much of what the last import had is missing
     * @throws GuideRefusedException where the file is not taken
     * @throws IOException where the file, or the folder, can not be read or written
     */
    public GuideReport run(InputStream file, GuideSource source, boolean evenIfFewer, GuideProgress progress)
            throws GuideRefusedException, IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        oneAtATime.lock();
        try (DraftSorter sorter = new DraftSorter(folder, HELD_BYTES)) {
            ImportedFile read = new ImportedFile(sorter, source.span(), today);
            new XmltvReader(limits, ZoneId.of(source.zone())).read(file, read, progress::read);
            check(read, source, evenIfFewer);
            try (DraftMerge sorted = sorter.sorted()) {
                return write(read, sorted, source, today, progress);
            }
        } catch (XmltvException e) {
            throw new GuideRefusedException(String.valueOf(e.getMessage()), false);
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Reads a file as {@link #run} does, and changes nothing: what is told of days is what an import would do to them.
     *
     * @throws GuideRefusedException where the file would not be taken, even with the operator's word
     */
    public GuideReport look(InputStream file, GuideSource source, GuideProgress progress)
            throws GuideRefusedException, IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try (DraftSorter sorter = new DraftSorter(folder, HELD_BYTES)) {
            ImportedFile read = new ImportedFile(sorter, source.span(), today);
            new XmltvReader(limits, ZoneId.of(source.zone())).read(file, read, progress::read);
            check(read, source, true);
            try (DraftMerge sorted = sorter.sorted()) {
                SourceUpdate update = new SourceUpdate(catalog, source, today, true);
                int programmes = hand(update, read, sorted, today, source, progress);
                return update.report(read.guideIds().size(), programmes, read.outside(), read.skippedElements());
            }
        } catch (XmltvException e) {
            throw new GuideRefusedException(String.valueOf(e.getMessage()), false);
        }
    }

    private static void check(ImportedFile read, GuideSource source, boolean evenIfFewer) throws GuideRefusedException {
        if (read.programmes() == 0) {
            throw new GuideRefusedException(
                    read.outside() > 0
                            ? "the file has no programme on the days that are kept"
                            : "the file has no programme",
                    false);
        }
        GuideSource.Last last = source.last();
        if (last != null && !evenIfFewer && read.programmes() < last.programmes() * LEAST_PART) {
            throw new GuideRefusedException(
                    "the file has " + read.programmes() + " programmes, the last import had " + last.programmes()
                            + ": say --yes to take it",
                    true);
        }
    }

    private GuideReport write(
            ImportedFile read, DraftMerge sorted, GuideSource source, LocalDate today, GuideProgress progress)
            throws IOException, GuideRefusedException {
        GuideVersion version = new GuideVersion(catalog, clock);
        version.announce();
        SourceUpdate update = new SourceUpdate(catalog, source, today);
        int programmes = hand(update, read, sorted, today, source, progress);
        Set<String> said = read.guideIds();
        if (sources.find(source.name()).filter(now -> now.id() == source.id()).isEmpty()) {
            // Whoever removed it may have been done before the last of this was written.
            new SourceRemoval(catalog, source.id()).run();
            version.settle(true);
            throw new GuideRefusedException("the guide source '" + source.name() + "' was removed meanwhile", false);
        }
        progress.written(read.channels(), read.channels());
        GuideReport report = update.report(said.size(), programmes, read.outside(), read.skippedElements());
        GuideSource.Last last = new GuideSource.Last(clock.instant(), said.size(), read.programmes());
        sources.change(source.name(), stored -> stored.imported(last));
        version.settle(update.changed());
        return report;
    }

    /** Hands all that was read to the update; returns how many programmes that are. */
    private static int hand(
            SourceUpdate update,
            ImportedFile read,
            DraftMerge sorted,
            LocalDate today,
            GuideSource source,
            GuideProgress progress)
            throws IOException {
        DayCutter cutter = new DayCutter(today.minusDays(source.span().behind()));
        int channels = read.channels();
        int channel = -1;
        int programmes = 0;
        for (Optional<Draft> next = sorted.next(); next.isPresent(); next = sorted.next()) {
            Draft draft = next.get();
            if (draft.channel() != channel) {
                programmes += hand(update, read, channel, cutter.finish());
                channel = draft.channel();
                progress.written(channel, channels);
            }
            cutter.add(draft.start(), draft.length(), draft.texts());
        }
        programmes += hand(update, read, channel, cutter.finish());
        update.finish(read.guideIds());
        return programmes;
    }

    private static int hand(SourceUpdate update, ImportedFile read, int channel, List<PlainDay> days) {
        if (channel < 0) {
            return 0;
        }
        ImportedFile.Known known = read.known(channel);
        update.channel(known.guideId(), known.names(), known.icon(), days);
        return days.stream().mapToInt(PlainDay::programmes).sum();
    }
}
