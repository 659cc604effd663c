package dev.headwater.core.guide;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.Optional;

/** Counts the changes of the guide, so that what was prepared of it can tell whether it is of now. */
public final class GuideVersion {
    private static final Key KEY = new Key("GUIDE-VERSION", "VERSION");

    private final ItemTable<Count> table;

    public GuideVersion(TableStore catalog) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(Count.class));
    }

    record Count(long changes) {}

    /** Grows with every change. */
    public long current() {
        return table.find(KEY).map(Count::changes).orElse(0L);
    }

    /** To be called after a change is written. */
    public void bump() {
        table.update(
                KEY, count -> Optional.of(new Count(count.map(Count::changes).orElse(0L) + 1)));
    }
}
