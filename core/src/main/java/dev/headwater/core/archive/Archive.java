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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which segments of the past are kept of each channel: items of a minute each, {@code ARCHIVE#channel}, in the order they
 * were shown. The objects are the authority on what plays; how long something is kept is the channel's to say, so readers
 * leave out what is older and a sweeper removes it.
 */
public final class Archive {
    /** For who looks at every item. */
    public static final ItemCodec<?> CODEC = ItemCodec.of(Minute.class);

    /** As long as any channel keeps anything, and some days: a channel may be told to keep longer what it has. */
    static final Duration CLEANED_UP_AFTER = Duration.ofDays(373);

    /** Of the longest segment there is, with room: what began so long before may still go on. */
    public static final Duration LONGEST_SEGMENT = Duration.ofSeconds(20);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);

    private final TableStore store;
    private final ItemTable<Minute> table;

    public Archive(TableStore sessions) {
        this.store = sessions;
        this.table = new ItemTable<>(sessions, ItemCodec.of(Minute.class));
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
        return new Tape(table, channel, fence);
    }

    /** What begins in an interval, in order, in one question or, of more than a few hours, several. */
    public List<Recorded> beginning(int channel, Instant from, Instant to) {
        return table.listRange(partition(channel), minute(from), minute(to) + "~").stream()
                .flatMap(minute -> minute.recorded().stream())
                .filter(recorded -> !recorded.segment().start().isBefore(from)
                        && recorded.segment().start().isBefore(to))
                .toList();
    }

    /** What begins in a span, or goes on in it, in order. */
    public List<Recorded> read(int channel, Span span) {
        return beginning(channel, span.start().minus(LONGEST_SEGMENT), span.end()).stream()
                .filter(recorded -> span.touches(recorded.segment()))
                .toList();
    }

    /** When the first segment begins that is kept of a minute, or after it. Reads one item. */
    public Optional<Instant> first(int channel, Instant minute) {
        return one(channel, minute(minute), false)
                .flatMap(Minute::first)
                .map(recorded -> recorded.segment().start());
    }

    /** When the last segment ends that is kept. Reads one item. */
    public Optional<Instant> last(int channel) {
        return one(channel, null, true)
                .flatMap(Minute::last)
                .map(recorded -> recorded.segment().end());
    }

    private Optional<Minute> one(int channel, @Nullable String from, boolean descending) {
        return store.query(new Query(partition(channel), from, null, descending, 1, null)).items().stream()
                .findFirst()
                .flatMap(item -> table.findReadable(item.key()));
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
    }

    /** Forgets all of a channel. */
    public void forget(int channel) {
        forget(Query.all(partition(channel)));
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
        return "ARCHIVE#" + channel;
    }

    private static String minute(Instant instant) {
        return MINUTE.format(instant);
    }
}
