package dev.headwater.core.hls;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the channels that are always made somebody watches: these are not moved to another worker without need. */
public final class WatchedChannels {
    /** So long after the last note a channel counts as watched. */
    public static final Duration LAPSE = Duration.ofSeconds(90);

    private static final Duration REFRESH = Duration.ofSeconds(45);
    private static final int REMEMBERED = 50_000;
    private static final String PARTITION = "WATCHED";
    private static final ItemCodec<Note> CODEC = ItemCodec.of(Note.class);
    private static final System.Logger LOG = System.getLogger(WatchedChannels.class.getName());

    private final TableStore store;
    private final ItemTable<Note> table;
    private final InstantSource clock;
    private final Cache<Integer, Boolean> written;

    public WatchedChannels(TableStore sessions, InstantSource clock) {
        this.store = sessions;
        this.table = new ItemTable<>(sessions, CODEC);
        this.clock = clock;
        this.written = Caches.expiring(clock, REFRESH, REMEMBERED);
    }

    record Note(int channel, Instant until) {}

    /** Cheap: one write each 45 seconds, whoever watches. A store at fault keeps nobody from watching. */
    public void note(int channel) {
        if (written.asMap().putIfAbsent(channel, true) != null) {
            return;
        }
        Instant until = clock.instant().plus(LAPSE);
        try {
            store.put(key(channel), CODEC.encode(new Note(channel, until), until), Condition.always());
        } catch (StoreException e) {
            written.invalidate(channel);
            LOG.log(System.Logger.Level.DEBUG, "not noted as watched: channel {0}: {1}", channel, e.getMessage());
        }
    }

    public Set<Integer> fresh() {
        Instant now = clock.instant();
        return table.list(PARTITION).stream()
                .filter(note -> note.until().isAfter(now))
                .map(Note::channel)
                .collect(Collectors.toSet());
    }

    private static Key key(int channel) {
        return Key.numbered(PARTITION, channel);
    }
}
