package dev.headwater.core.guide;

import dev.headwater.core.store.TableStore;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes programmes that were made here, not read from a file. */
public final class GuideWriter {
    private final TableStore catalog;
    private final InstantSource clock;

    public GuideWriter(TableStore catalog, InstantSource clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Replaces all that a source says from today on; what is outside its days is left out.
     *
     * @param source stored already
     * @param programmes by guide id, in any order
     */
    public void replace(GuideSource source, Map<String, ? extends Collection<Programme>> programmes) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        GuideVersion version = new GuideVersion(catalog, clock);
        version.announce();
        SourceUpdate update = new SourceUpdate(catalog, source, today);
        programmes.forEach((guideId, its) -> {
            if (!GuideIds.isValid(guideId)) {
                throw new IllegalArgumentException("a guide id has 1 to " + GuideIds.MAX_LENGTH + " characters");
            }
            update.channel(guideId, List.of(), null, days(its, source.span(), today));
        });
        update.finish(programmes.keySet());
        version.settle(update.changed());
    }

    private static List<PlainDay> days(Collection<Programme> programmes, GuideSource.Span span, LocalDate today) {
        LocalDate first = today.minusDays(span.behind());
        long base = first.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        long end =
                today.plusDays(span.ahead() + 1L).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        DayCutter cutter = new DayCutter(first);
        ByteSink texts = new ByteSink(1 << 10);
        programmes.stream()
                .sorted(Comparator.comparing(Programme::start))
                .filter(p -> p.start().getEpochSecond() >= base && p.start().getEpochSecond() < end)
                .forEach(p -> {
                    texts.clear();
                    ProgrammeCodec.writeTexts(texts, ProgrammeCodec.Texts.of(p));
                    long start = p.start().getEpochSecond();
                    cutter.add(
                            start - base,
                            p.stop().getEpochSecond() - start,
                            ByteBuffer.wrap(texts.array(), 0, texts.length()));
                });
        return cutter.finish();
    }
}
