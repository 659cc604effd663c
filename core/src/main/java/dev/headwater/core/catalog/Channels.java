package dev.headwater.core.catalog;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All channels, by id. */
public final class Channels {
    private static final String PARTITION = "CHANNELS";
    private final ItemTable<Channel> table;

    public Channels(TableStore catalog) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(Channel.class));
    }

    public Optional<Channel> find(int id) {
        return table.find(key(id));
    }

    /** Whether there is a channel of that id, though its item may not be readable. */
    public boolean exists(int id) {
        return table.exists(key(id));
    }

    /** Every channel, by id: for lists that are rendered once, never for a request of an app. */
    public List<Channel> list() {
        return table.list(PARTITION);
    }

    public void save(Channel channel) {
        table.put(key(channel.id()), channel);
    }

    public void delete(int id) {
        table.delete(key(id));
    }

    private static Key key(int id) {
        return new Key(PARTITION, String.format(Locale.ROOT, "%010d", id));
    }
}
