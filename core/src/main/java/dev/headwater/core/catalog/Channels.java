package dev.headwater.core.catalog;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.Watchers;
import dev.headwater.core.store.codec.Fields;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** All channels, by id. */
public final class Channels {
    /** How a channel is stored. */
    public static final ItemCodec<Channel> CODEC = ItemCodec.migrating(Channel.class, List.of(Channels::toSchema2));

    private static final String PARTITION = "CHANNELS";
    private final ItemTable<Channel> table;
    private final Watchers watchers = new Watchers();
    private final Ladders ladders;

    /** Channels whose sources are kept as they are, and stay sealed where they were: for who reads none of them. */
    public Channels(TableStore catalog) {
        this(catalog, CODEC);
    }

    /** @param seal for what sources give away */
    public Channels(TableStore catalog, SourceSeal seal) {
        this(catalog, CODEC.keeping(seal::close, seal::open));
    }

    private Channels(TableStore catalog, ItemCodec<Channel> codec) {
        this.table = new ItemTable<>(catalog, codec);
        this.ladders = new Ladders(catalog);
    }

    /** The first schema had all in one, no rights, no order, and knew nothing but on and off. */
    private static void toSchema2(Fields channel) {
        Fields listed = channel.putRecord("listed");
        for (String name : List.of("name", "category", "adult", "addedAt")) {
            channel.move(name, listed, name);
        }
        channel.move("logo", listed, "image");
        listed.putRecord("rights").putEmptyList("countries");
        channel.put("position", 0);
        channel.put("radio", false);
        boolean enabled = Boolean.parseBoolean(channel.take("enabled"));
        channel.put("run", (enabled ? Channel.Run.ALWAYS : Channel.Run.OFF).name());
    }

    /** Who in this process is told what changes. */
    public Watchers watchers() {
        return watchers;
    }

    /** What channels may be encoded to. */
    public Ladders ladders() {
        return ladders;
    }

    public Optional<Channel> find(int id) {
        return table.find(key(id));
    }

    /** Those of some that are there and can be read. */
    public Map<Integer, Channel> findAll(Collection<Integer> ids) {
        return table.findAll(ids, Channels::key);
    }

    /** Whether there is a channel of that id, though its item may not be readable. */
    public boolean exists(int id) {
        return table.exists(key(id));
    }

    /** Every channel, by id: for the worker and for operators. Tens of thousands fit; lists use {@link #forEach}. */
    public List<Channel> list() {
        return table.list(PARTITION);
    }

    /** Shows every channel once, by id, holding no more than a page of them. */
    public void forEach(Consumer<Channel> action) {
        table.forEach(PARTITION, action);
    }

    public void save(Channel channel) {
        table.put(key(channel.id()), channel);
        watchers.tell(channel.id());
    }

    /** Many at once; after a fault some may be written. */
    public void saveAll(Collection<Channel> channels) {
        table.putAll(channels, channel -> key(channel.id()));
        watchers.tell(channels.stream().map(Channel::id).toList());
    }

    /** Changes a channel; empty: there is none of that id. */
    public Optional<Channel> change(int id, UnaryOperator<Channel> change) {
        Optional<Channel> changed = table.update(key(id), channel -> channel.map(change));
        watchers.tell(id);
        return changed;
    }

    /**
     * Removes a channel; empty: there was none of that id.
     *
     * @param look at what is about to go; what it throws keeps it
     */
    public Optional<Channel> remove(int id, Consumer<Channel> look) {
        Optional<Channel> gone = table.remove(key(id), look);
        watchers.tell(id);
        return gone;
    }

    public void delete(int id) {
        table.delete(key(id));
        watchers.tell(id);
    }

    private static Key key(int id) {
        return Key.numbered(PARTITION, id);
    }
}
