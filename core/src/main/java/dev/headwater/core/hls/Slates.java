package dev.headwater.core.hls;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.Optional;

/** The slates that are ready to be shown: one item each, {@code SLATES | rendition}. */
public final class Slates {
    private final ItemTable<Slate> table;

    public Slates(TableStore catalog) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(Slate.class));
    }

    /** The one that is MPEG-TS. */
    public Optional<Slate> find(SlateReason reason) {
        return find(reason, SlateForm.MPEG_TS);
    }

    public Optional<Slate> find(SlateReason reason, SlateForm form) {
        return table.find(key(form.rendition(reason)));
    }

    /** Shows a slate from now on: its segments are in the store. */
    public void save(Slate slate) {
        table.put(key(slate.rendition().name()), slate);
    }

    private static Key key(String rendition) {
        return new Key("SLATES", rendition);
    }
}
