package dev.headwater.core.hls;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The channels that may have objects. A channel that is removed takes its own item along, and its objects lie among those
 * of films: this list is what tells whose they were.
 */
public final class SweptChannels {
    private static final Key KEY = new Key("SWEEP", "CHANNELS");
    private final ItemTable<Ids> table;

    public SweptChannels(TableStore sessions) {
        this.table = new ItemTable<>(sessions, ItemCodec.of(Ids.class));
    }

    record Ids(List<Integer> ids) {}

    public List<Integer> list() {
        return table.find(KEY).map(Ids::ids).orElse(List.of());
    }

    /** Has the objects of a channel swept when it is removed. */
    public void remember(int channel) {
        table.update(
                KEY,
                stored -> ids(stored).contains(channel)
                        ? Optional.empty()
                        : Optional.of(new Ids(Stream.concat(ids(stored).stream(), Stream.of(channel))
                                .sorted()
                                .toList())));
    }

    /** Leaves its objects where they are. */
    public void forget(int channel) {
        table.update(KEY, stored -> {
            TreeSet<Integer> left = new TreeSet<>(ids(stored));
            return left.remove(channel) ? Optional.of(new Ids(List.copyOf(left))) : Optional.empty();
        });
    }

    private static List<Integer> ids(Optional<Ids> stored) {
        return stored.map(Ids::ids).orElse(List.of());
    }
}
