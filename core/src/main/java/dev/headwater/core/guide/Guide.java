package dev.headwater.core.guide;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headwater.core.store.TableStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is on: reads the guide. */
public final class Guide {
    /** No programme is longer; so one that still runs began on the day before at the earliest. */
    public static final Duration MAX_LENGTH = Duration.ofHours(24);

    /** Longer spans are cut: nothing is kept for as long. */
    private static final int MAX_DAYS = 140;

    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final long CACHE_WEIGHT = 16L << 20;
    private static final int ENTRY_WEIGHT = 200;

    private static final System.Logger LOG = System.getLogger(Guide.class.getName());

    private final GuideDays days;
    private final GuideSources sources;
    private final Cache<DayOf, List<Programme>> lately;

    /** @param sources tell which source is shown where several have a day */
    public Guide(TableStore catalog, GuideSources sources, InstantSource clock) {
        this.days = new GuideDays(catalog);
        this.sources = sources;
        this.lately = Caffeine.newBuilder()
                .maximumWeight(CACHE_WEIGHT)
                .weigher((DayOf day, List<Programme> programmes) -> weight(programmes))
                .expireAfterWrite(FRESH)
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .build();
    }

    private record DayOf(String guideId, LocalDate day) {}

    /**
     * What is on between two moments, ordered by start, none overlapping another: also what began before {@code from} and
     * still runs. May be 10 s old. Reads the store once.
     *
     * @param guideId any text; empty where no source knows it
     * @param to exclusive
     */
    public List<Programme> programmes(String guideId, Instant from, Instant to) {
        if (!GuideIds.isValid(guideId) || !from.isBefore(to)) {
            return List.of();
        }
        List<Programme> within = new ArrayList<>();
        for (Programme programme : tidy(days(guideId, dayOf(from.minus(MAX_LENGTH)), dayOf(to)))) {
            if (programme.start().isBefore(to) && programme.stop().isAfter(from)) {
                within.add(programme);
            }
        }
        return List.copyOf(within);
    }

    /**
     * What starts on any of some days, in UTC, as {@link #programmes} tells it, but as it is stored now: for those who read
     * all of the guide.
     */
    public List<Programme> all(String guideId, LocalDate first, LocalDate last) {
        if (!GuideIds.isValid(guideId)) {
            return List.of();
        }
        Map<DayOf, List<Programme>> read = read(guideId, first, last);
        return tidy(first.datesUntil(last.plusDays(1))
                .map(day -> read.getOrDefault(new DayOf(guideId, day), List.of()))
                .toList());
    }

    private static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private List<List<Programme>> days(String guideId, LocalDate first, LocalDate wanted) {
        LocalDate last = wanted.isAfter(first.plusDays(MAX_DAYS)) ? first.plusDays(MAX_DAYS) : wanted;
        List<DayOf> keys = first.datesUntil(last.plusDays(1))
                .map(day -> new DayOf(guideId, day))
                .toList();
        Map<DayOf, List<Programme>> found = new HashMap<>(lately.getAllPresent(keys));
        List<DayOf> missing =
                keys.stream().filter(key -> !found.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            Map<DayOf, List<Programme>> read =
                    read(guideId, missing.getFirst().day(), missing.getLast().day());
            missing.forEach(key -> found.put(key, read.getOrDefault(key, List.of())));
            missing.forEach(key -> lately.put(key, read.getOrDefault(key, List.of())));
        }
        return keys.stream().map(key -> found.getOrDefault(key, List.of())).toList();
    }

    private Map<DayOf, List<Programme>> read(String guideId, LocalDate first, LocalDate last) {
        Map<LocalDate, List<DayItem>> byDay = new HashMap<>();
        for (DayItem item : days.list(guideId, first, last)) {
            byDay.computeIfAbsent(item.day(), _ -> new ArrayList<>()).add(item);
        }
        Map<DayOf, List<Programme>> read = new HashMap<>();
        byDay.forEach((day, items) -> read.put(new DayOf(guideId, day), best(items)));
        return read;
    }

    /** Of the best source that has the day and can be read. What a removed source left behind is none. */
    private List<Programme> best(List<DayItem> items) {
        for (GuideSource source : sources.known()) {
            for (DayItem item : items) {
                if (item.source() == source.id()) {
                    try {
                        return item.unpack();
                    } catch (IllegalArgumentException e) {
                        LOG.log(System.Logger.Level.ERROR, "left out: {0}", e.getMessage());
                    }
                }
            }
        }
        return List.of();
    }

    /** Days may come from several sources, so a programme may run into the next day's first. */
    private static List<Programme> tidy(List<List<Programme>> days) {
        List<Programme> all = new ArrayList<>();
        for (List<Programme> day : days) {
            for (Programme next : day) {
                Programme before = all.isEmpty() ? null : all.getLast();
                if (before != null && before.stop().isAfter(next.start())) {
                    all.removeLast();
                    if (before.start().isBefore(next.start())) {
                        all.add(before.until(next.start()));
                    }
                }
                all.add(next);
            }
        }
        return all;
    }

    private static int weight(List<Programme> programmes) {
        int weight = ENTRY_WEIGHT;
        for (Programme p : programmes) {
            weight += ENTRY_WEIGHT
                    + p.title().length()
                    + p.subtitle().length()
                    + p.description().length();
        }
        return weight;
    }
}
