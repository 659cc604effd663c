package dev.headwater.core.hls;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.Optional;

/** The slates that are ready to be shown: one item each, {@code SLATES | reason}. */
public final class Slates {
    private final ItemTable<Slate> table;

    public Slates(TableStore catalog) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(Slate.class));
    }

    public Optional<Slate> find(SlateReason reason) {
        return table.find(key(reason));
    }

    /** Shows a slate from now on: its segments are in the store. */
    public void save(Slate slate) {
        table.put(key(slate.reason()), slate);
    }

    private static Key key(SlateReason reason) {
        return new Key("SLATES", reason.rendition());
    }
}
