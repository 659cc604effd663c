package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.PutResult;
import dev.headwater.core.store.TableStore;
import java.util.Optional;

/** A table whose reads and writes {@link Faults} befall. */
final class FaultyTable extends BrokenTable {
    private final Faults faults;

    FaultyTable(TableStore table, Faults faults) {
        super(table);
        this.faults = faults;
    }

    @Override
    public Optional<Item> get(Key key) {
        return faults.befall(() -> super.get(key));
    }

    @Override
    public PutResult put(Key key, Body body, Condition condition) {
        return faults.befall(() -> super.put(key, body, condition));
    }
}
