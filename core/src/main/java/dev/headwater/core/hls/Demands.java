package dev.headwater.core.hls;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.Fields;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which channels somebody watches who would not be made otherwise: one item each, in one partition, since workers ask for
 * all. Each says whose wish it is: a line that asks for one channel after the other keeps only a few of them going.
 */
public final class Demands {
    /** So long after somebody asked last a channel is still made. */
    public static final Duration LAPSE = Duration.ofSeconds(60);

    /** A line has so many channels made beyond its connections: those it zapped away from last. */
    private static final int ZAPPED = 2;

    /** Lines that are noted for one channel; the others watch along. */
    private static final int NOTED = 16;

    private static final Duration REFRESH = Duration.ofSeconds(10);
    private static final int REMEMBERED = 50_000;
    private static final String PARTITION = "DEMANDS";

    private final ItemTable<Demand> table;
    private final InstantSource clock;
    private final Cache<Asked, Boolean> written;
    private final Cache<Integer, Set<Integer>> crowded;
    private final WatchedChannels watched;
    private volatile Runnable signal = () -> {};

    public Demands(TableStore sessions, InstantSource clock) {
        this.table = new ItemTable<>(sessions, ItemCodec.migrating(Demand.class, List.of(Demands::startAnew)));
        this.clock = clock;
        this.written = Caches.expiring(clock, REFRESH, REMEMBERED);
        this.crowded = Caches.expiring(clock, REFRESH, REMEMBERED);
        this.watched = new WatchedChannels(sessions, clock);
    }

    /** Those that somebody watches of the channels that are made in any case. */
    public WatchedChannels watched() {
        return watched;
    }

    private record Asked(int channel, int line) {}

    record Demand(int channel, List<Wish> wishes) {
        private List<Wish> fresh(Instant now) {
            return wishes.stream().filter(wish -> wish.until().isAfter(now)).toList();
        }

        /** Empty: so many others have just asked for it that one more makes no difference. */
        private Optional<Demand> with(int line, int most, Instant now) {
            List<Wish> others = new ArrayList<>(fresh(now));
            Instant since = others.stream()
                    .filter(wish -> wish.line() == line)
                    .map(Wish::since)
                    .findFirst()
                    .orElse(now);
            others.removeIf(wish -> wish.line() == line);
            if (others.size() >= NOTED) {
                Wish oldest =
                        others.stream().min(Comparator.comparing(Wish::until)).orElseThrow();
                if (oldest.until().isAfter(now.plus(LAPSE.dividedBy(2)))) {
                    return Optional.empty();
                }
                others.remove(oldest);
            }
            others.add(new Wish(line, most, since, now.plus(LAPSE)));
            return Optional.of(new Demand(channel, List.copyOf(others)));
        }
    }

    /**
     * One line's.
     *
     * @param most channels the line has made at once
     * @param since when it began to ask
     */
    record Wish(int line, int most, Instant since, Instant until) {
        /** Who goes on watching comes before who looked in once. */
        private boolean isKeptUp(Instant now) {
            return until.isAfter(since.plus(LAPSE))
                    && until.isAfter(now.plus(LAPSE).minus(REFRESH.multipliedBy(2)));
        }
    }

    private record Placed(int channel, Wish wish) {}

    /** Schema 2 knows whose wish it is. Who watches asks again within seconds. */
    private static void startAnew(Fields demand) {
        demand.putEmptyList("wishes");
    }

    /** Has this run whenever a channel is demanded that was not a moment ago: a worker of this process need not wait. */
    public void listen(Runnable whenNew) {
        signal = whenNew;
    }

    /**
     * A line watches the channel, or wants to, and was let in. Cheap: writes at most every ten seconds.
     *
     * @param connections of the line; it has two channels more made at most, those it asked for last
     */
    public void want(int channel, int line, int connections) {
        Set<Integer> noted = crowded.getIfPresent(channel);
        Asked asked = new Asked(channel, line);
        boolean isOneOfMany = noted != null && !noted.contains(line);
        if (isOneOfMany || written.asMap().putIfAbsent(asked, true) != null) {
            return;
        }
        try {
            Instant now = clock.instant();
            Optional<Demand> before = table.find(key(channel));
            Demand after = table.update(
                            key(channel),
                            stored -> stored.orElseGet(() -> new Demand(channel, List.of()))
                                    .with(line, connections + ZAPPED, now))
                    .orElseThrow();
            if (after.wishes().size() >= NOTED) {
                crowded.put(channel, after.wishes().stream().map(Wish::line).collect(Collectors.toSet()));
            }
            if (before.filter(demand -> !demand.fresh(now).isEmpty()).isEmpty()) {
                signal.run();
            }
        } catch (RuntimeException e) {
            written.invalidate(asked);
            throw e;
        }
    }

    /** The channels demanded now, the longest demanded first. Forgets those that were once. */
    public Set<Integer> fresh() {
        Instant now = clock.instant();
        Map<Integer, List<Placed>> byLine = new HashMap<>();
        for (Demand demand : table.list(PARTITION)) {
            List<Wish> wishes = demand.fresh(now);
            if (wishes.isEmpty()) {
                forget(demand.channel(), now);
            }
            wishes.forEach(wish -> byLine.computeIfAbsent(wish.line(), line -> new ArrayList<>())
                    .add(new Placed(demand.channel(), wish)));
        }
        Comparator<Placed> newestFirst = Comparator.<Placed, Boolean>comparing(
                        placed -> placed.wish().isKeptUp(now))
                .thenComparing(placed -> placed.wish().until())
                .thenComparing(placed -> placed.wish().since())
                .reversed();
        return byLine.values().stream()
                .flatMap(placed -> {
                    placed.sort(newestFirst);
                    return placed.stream().limit(placed.getFirst().wish().most());
                })
                .sorted(Comparator.<Placed, Instant>comparing(
                                placed -> placed.wish().since())
                        .thenComparingInt(Placed::channel))
                .map(Placed::channel)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void forget(int channel, Instant now) {
        table.findVersioned(key(channel))
                .filter(read -> read.value().fresh(now).isEmpty())
                .ifPresent(read -> table.delete(key(channel), read));
    }

    private static Key key(int channel) {
        return Key.numbered(PARTITION, channel);
    }
}
