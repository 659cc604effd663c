package dev.headwater.core.catalog;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** All ladders, by name: the presets, which can not be changed, and those that operators define. */
public final class Ladders {
    /** How a ladder is stored. */
    public static final ItemCodec<Ladder> CODEC = ItemCodec.of(Ladder.class);

    private static final String PARTITION = "LADDERS";
    private final ItemTable<Ladder> table;

    public Ladders(TableStore catalog) {
        this.table = new ItemTable<>(catalog, CODEC);
    }

    public Optional<Ladder> find(String name) {
        return Ladder.isName(name) ? Ladder.preset(name).or(() -> table.find(key(name))) : Optional.empty();
    }

    /** Those that operators define, by name. */
    public List<Ladder> own() {
        return table.list(PARTITION);
    }

    /** False: there is one of that name. */
    public boolean add(Ladder ladder) {
        return Ladder.preset(ladder.name()).isEmpty() && table.putIfAbsent(key(ladder.name()), ladder);
    }

    /** Changes a ladder; empty: operators have defined none of that name. */
    public Optional<Ladder> change(String name, UnaryOperator<Ladder> change) {
        return Ladder.isName(name) ? table.update(key(name), stored -> stored.map(change)) : Optional.empty();
    }

    /**
     * Removes a ladder; empty: operators have defined none of that name.
     *
     * @param look at what is about to go; what it throws keeps it
     */
    public Optional<Ladder> remove(String name, Consumer<Ladder> look) {
        return Ladder.isName(name) ? table.remove(key(name), look) : Optional.empty();
    }

    private static Key key(String name) {
        return new Key(PARTITION, name);
    }
}
