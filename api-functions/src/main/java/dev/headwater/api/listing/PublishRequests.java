package dev.headwater.api.listing;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.Optional;

/** Counts the changes of the catalogue: what publishing has to catch up with, whichever process made them. */
public final class PublishRequests {
    private static final Key KEY = new Key("PUBLISH#live", "WANTED");
    private final ItemTable<Wanted> table;

    public PublishRequests(TableStore catalog) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(Wanted.class));
    }

    record Wanted(long change) {}

    /** Notes that channels, categories or bouquets changed. */
    public void changed() {
        table.update(
                KEY, stored -> Optional.of(new Wanted(stored.map(Wanted::change).orElse(0L) + 1)));
    }

    long wanted() {
        return table.find(KEY).map(Wanted::change).orElse(0L);
    }
}
