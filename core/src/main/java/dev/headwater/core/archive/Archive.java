package dev.headwater.core.archive;

import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which segments of the past are kept of each channel: items of a minute each, {@code ARCHIVE#channel}, in the order they
 * were shown. The objects are the authority on what plays; how long something is kept is the channel's to say, so readers
 * leave out what is older and a sweeper removes it.
 */
public final class Archive {
    /** For who looks at every item. */
    public static final ItemCodec<?> CODEC = ItemCodec.of(Minute.class);

    public static final ItemCodec<?> DAYS_CODEC = ItemCodec.of(Day.class);

    /** As long as any channel keeps anything, and some days: a channel may be told to keep longer what it has. */
    static final Duration CLEANED_UP_AFTER = Duration.ofDays(373);

    /** Of the longest segment there is, with room: what began so long before may still go on. */
    public static final Duration LONGEST_SEGMENT = Duration.ofSeconds(20);

    private static final String KIND = "ARCHIVE#";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);

    private final TableStore store;
    private final ItemTable<Minute> table;
    private final Days days;

    public Archive(TableStore sessions) {
        this.store = sessions;
        this.table = new ItemTable<>(sessions, ItemCodec.of(Minute.class));
        this.days = new Days(sessions);
    }

    /** Whether an item is of an archive: nothing else tells what its objects are. */
    public static boolean holds(Key key) {
        return key.pk().startsWith(KIND) || Days.holds(key);
    }

    /**
     * An hour there is something of.
     *
     * @param name as in {@link SegmentName#hour()}
     * @param renditions that lie in folders of it
     */
    public record Hour(String name, Set<String> renditions) {}

    /** Writes what a channel shows from now on. For one thread. */
    public Tape tape(int channel, long fence) {
        return new Tape(table, days, channel, fence);
    }

    /** What begins in an interval, in order, in one question or, of more than a few hours, several. */
    public List<Recorded> beginning(int channel, Instant from, Instant to) {
        return table.listRange(partition(channel), minute(from), minute(to) + "~").stream()
                .flatMap(minute -> minute.recorded().stream())
                .filter(recorded -> !recorded.segment().start().isBefore(from)
                        && recorded.segment().start().isBefore(to))
                .toList();
    }

    /** Of what times anything is kept from then on. Reads an item a day. */
    public KeptTimes keptSince(int channel, Instant from) {
        return days.since(channel, from);
    }

    /**
     * Looks whether the times of all that is kept are known: of what is not, nobody would be offered anything.
     *
     * @param mend whether those that are not are noted again
     * @return how many ten minutes were not known
     */
    public int checkTimes(int channel, boolean mend) {
        Set<Instant> unknown = new TreeSet<>();
        KeptTimes known = keptSince(channel, Instant.EPOCH);
        Query query = Query.all(partition(channel));
        Page<Item> page;
        do {
            page = store.query(query);
            for (Item item : page.items()) {
                time(item.key().sk())
                        .map(KeptTimes::block)
                        .filter(block -> !known.any(block, block.plus(KeptTimes.BLOCK)))
                        .ifPresent(unknown::add);
            }
            query = page.next() == null ? query : query.after(page.next());
        } while (page.next() != null);
        if (mend) {
            unknown.forEach(block -> days.note(channel, block));
        }
        return unknown.size();
    }

    /** The oldest hour there is something of; empty: none. */
    public Optional<Hour> oldest(int channel) {
        Optional<String> first = store.query(new Query(partition(channel), null, null, false, 1, null)).items().stream()
                .map(item -> item.key().sk())
                .findFirst();
        return first.map(minute -> minute.substring(0, Math.min(minute.length(), 10)))
                .map(hour -> {
                    Set<String> renditions = new TreeSet<>();
                    table.listPrefix(partition(channel), hour).stream()
                            .flatMap(minute -> minute.reels().stream())
                            .flatMap(reel -> reel.renditions().stream())
                            .map(Rendition::name)
                            .forEach(renditions::add);
                    return new Hour(hour, renditions);
                });
    }

    /** Forgets all of an hour. */
    public void forget(int channel, Hour hour) {
        forget(new Query(partition(channel), hour.name(), hour.name() + "~", false, Query.MAX_LIMIT, null));
        days.forgetBefore(channel, hour.name());
    }

    /** Forgets all of a channel. */
    public void forget(int channel) {
        forget(Query.all(partition(channel)));
        days.forget(channel);
    }

    private void forget(Query all) {
        Page<Item> page;
        Query query = all;
        do {
            page = store.query(query);
            page.items().forEach(item -> store.delete(item.key(), Condition.always()));
            query = page.next() == null ? query : query.after(page.next());
        } while (page.next() != null);
    }

    static Key key(int channel, Instant minute) {
        return new Key(partition(channel), minute(minute));
    }

    private static String partition(int channel) {
        return KIND + channel;
    }

    private static String minute(Instant instant) {
        return MINUTE.format(instant);
    }

    /** Empty: it is no minute, and nobody asks for it. */
    private static Optional<Instant> time(String minute) {
        try {
            return Optional.of(Instant.from(MINUTE.parse(minute)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
