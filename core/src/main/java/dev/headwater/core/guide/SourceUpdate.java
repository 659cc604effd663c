package dev.headwater.core.guide;

import dev.headwater.core.store.TableStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is stored of a source up to what it says now. Days that did not change are not written. What the source says
 * no more of the past stays, as does what it said of the day before its first programme: many name nothing that is over.
 */
final class SourceUpdate {
    private static final int MAX_BATCH_BYTES = 4 << 20;
    private static final int MAX_BATCH = 500;
    private static final int SLICES = 4;
    /** Days nobody is shown any more are left to the store to clean up, a week later. */
    static final int LINGER_DAYS = 7;
    /** Stands in the index for the hash of a day that is about to be deleted: no day has it, so it is written if said again. */
    private static final String GOING = "";

    private static final System.Logger LOG = System.getLogger(SourceUpdate.class.getName());

    private final GuideDays days;
    private final GuideChannels index;
    private final GuideSource source;
    private final LocalDate today;
    private final boolean dry;
    private final List<Pending> batch = new ArrayList<>();
    private final List<GuideChannel> known = new ArrayList<>();
    private final List<Going> going = new ArrayList<>();
    private int batchBytes;
    private int written;
    private int unchanged;
    private int removed;
    private int cut;

    SourceUpdate(TableStore catalog, GuideSource source, LocalDate today) {
        this(catalog, source, today, false);
    }

    /** @param dry whether it only counts, and writes nothing */
    SourceUpdate(TableStore catalog, GuideSource source, LocalDate today, boolean dry) {
        this.dry = dry;
        this.days = new GuideDays(catalog);
        this.index = new GuideChannels(catalog);
        this.source = source;
        this.today = today;
    }

    private record Pending(String guideId, PlainDay day) {}

    /** A day to be deleted. */
    private record Going(String guideId, String day) {}

    /** Takes all that the source says of a guide id. */
    void channel(String guideId, List<String> names, @Nullable String icon, List<PlainDay> said) {
        GuideChannel before = index.find(source.id(), guideId)
                .orElseGet(() -> new GuideChannel(guideId, List.of(), null, new TreeMap<>()));
        SortedMap<String, String> after = new TreeMap<>(before.days().headMap(today.toString()));
        after.headMap(firstKept().toString()).clear();
        after.values().removeIf(GOING::equals);
        boolean isFirst = true;
        for (PlainDay day : said) {
            after.put(day.day().toString(), write(before, isFirst ? withPast(before, day) : day));
            isFirst = false;
        }
        remove(before, after);
        known.add(new GuideChannel(guideId, names, icon, after));
        if (batchBytes > MAX_BATCH_BYTES || batch.size() > MAX_BATCH || known.size() > MAX_BATCH) {
            flush();
        }
    }

    private LocalDate firstKept() {
        return today.minusDays(source.span().behind());
    }

    private String write(GuideChannel before, PlainDay day) {
        String hash = DayItem.hash(day.bytes(), day.bytes().length);
        if (hash.equals(before.days().get(day.day().toString()))) {
            unchanged++;
        } else {
            batch.add(new Pending(before.guideId(), day));
            batchBytes += day.bytes().length;
        }
        return hash;
    }

    /** The day with what was known of it before the source's first programme. */
    private PlainDay withPast(GuideChannel before, PlainDay day) {
        String hash = before.days().get(day.day().toString());
        if (hash == null || day.first() == 0 || hash.equals(DayItem.hash(day.bytes(), day.bytes().length))) {
            return day;
        }
        try {
            return days.find(before.guideId(), source.id(), day.day())
                    .map(item -> joined(item, day))
                    .orElse(day);
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "replaced: {0}", e.getMessage());
            return day;
        }
    }

    private static PlainDay joined(DayItem item, PlainDay day) {
        ByteSink joined = new ByteSink(day.bytes().length * 2);
        int count = day.programmes();
        long first = day.first();
        for (Programme old : item.unpack()) {
            long start = old.start().getEpochSecond() - item.epochSecond();
            long stop = old.stop().getEpochSecond() - item.epochSecond();
            if (stop <= day.first()) {
                first = Math.min(first, start);
                ProgrammeCodec.writeTimes(joined, start, stop - start);
                ProgrammeCodec.writeTexts(joined, ProgrammeCodec.Texts.of(old));
                count++;
            }
        }
        joined.write(day.bytes(), 0, day.bytes().length);
        return new PlainDay(day.day(), joined.toArray(), first, count, day.isCut());
    }

    /** Has days deleted that are not said any more: those to come, and those that were about to be. */
    private void remove(GuideChannel before, SortedMap<String, String> after) {
        before.days().forEach((day, hash) -> {
            boolean isPast = day.compareTo(today.toString()) < 0;
            if (!after.containsKey(day) && (!isPast || hash.equals(GOING))) {
                going.add(new Going(before.guideId(), day));
            }
        });
    }

    private void flush() {
        if (dry) {
            written += batch.size();
            removed += going.size();
            going.clear();
        } else {
            writeBatch();
        }
        batch.clear();
        known.clear();
        batchBytes = 0;
    }

    private void writeBatch() {
        List<GuideDays.Write> writes = IntStream.range(0, SLICES)
                .parallel()
                .mapToObj(this::packed)
                .flatMap(List::stream)
                .toList();
        days.putAll(writes, source.span().behind() + LINGER_DAYS);
        written += writes.size();
        deleteGoing();
        index.putAll(source.id(), known);
    }

    /**
     * The index names no hash of a day whose item is gone, and names every day whose item may be there: so the next import
     * makes whole what a fault breaks off here.
     */
    private void deleteGoing() {
        Map<String, List<Going>> byGuideId = going.stream().collect(Collectors.groupingBy(Going::guideId));
        List<GuideChannel> marked = new ArrayList<>();
        for (GuideChannel channel : known) {
            List<Going> its = byGuideId.getOrDefault(channel.guideId(), List.of());
            if (!its.isEmpty()) {
                SortedMap<String, String> all = new TreeMap<>(channel.days());
                its.forEach(one -> all.put(one.day(), GOING));
                marked.add(new GuideChannel(channel.guideId(), channel.names(), channel.icon(), all));
            }
        }
        if (!marked.isEmpty()) {
            index.putAll(source.id(), marked);
        }
        going.forEach(one -> days.delete(one.guideId(), source.id(), LocalDate.parse(one.day())));
        removed += going.size();
        going.clear();
    }

    /** Every {@link #SLICES}-th day of the batch: a deflater is dear to make. */
    private List<GuideDays.Write> packed(int slice) {
        List<GuideDays.Write> packed = new ArrayList<>();
        try (Deflater deflater = new Deflater()) {
            for (int i = slice; i < batch.size(); i += SLICES) {
                Pending pending = batch.get(i);
                packed.add(new GuideDays.Write(pending.guideId(), packed(pending, deflater)));
            }
        }
        return packed;
    }

    private DayItem packed(Pending pending, Deflater deflater) {
        PlainDay day = pending.day();
        DayItem item = DayItem.pack(source.id(), day.day(), day.bytes(), day.bytes().length, deflater);
        if (item.fits() && !day.isCut()) {
            return item;
        }
        DayItem fitting = item.fits() ? item : item.cut(deflater);
        synchronized (this) {
            cut++;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "the guide of {0} on {1} is larger than fits an item: its end is left out",
                pending.guideId(),
                day.day());
        return fitting;
    }

    /** Ends the update; of guide ids that the source names no more, only the past stays. */
    void finish(Set<String> said) {
        flush();
        List<GuideChannel> gone = new ArrayList<>();
        index.forEach(source.id(), channel -> {
            if (!said.contains(channel.guideId())) {
                gone.add(channel);
            }
        });
        List<String> empty = new ArrayList<>();
        for (GuideChannel channel : gone) {
            SortedMap<String, String> past = new TreeMap<>(channel.days().headMap(today.toString()));
            past.headMap(firstKept().toString()).clear();
            past.values().removeIf(GOING::equals);
            remove(channel, past);
            if (past.size() != channel.days().size() || past.isEmpty()) {
                known.add(new GuideChannel(channel.guideId(), channel.names(), channel.icon(), past));
            }
            if (past.isEmpty()) {
                empty.add(channel.guideId());
            }
        }
        flush();
        if (!dry) {
            empty.forEach(guideId -> index.delete(source.id(), guideId));
        }
    }

    /** Whether anything is shown differently than before. */
    boolean changed() {
        return written + removed > 0;
    }

    GuideReport report(int channels, int programmes, int outside, int skipped) {
        return new GuideReport(channels, programmes, outside, skipped, written, unchanged, removed, cut);
    }
}
