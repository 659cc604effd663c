package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.PutResult;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A table that does not answer while it is told so. */
public final class HangingTable extends BrokenTable {
    public final AtomicInteger waiting = new AtomicInteger();
    public volatile CountDownLatch gate = new CountDownLatch(0);

    public HangingTable(TableStore table) {
        super(table);
    }

    private void pass() {
        waiting.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new StoreException("interrupted", e);
        } finally {
            waiting.decrementAndGet();
        }
    }

    @Override
    public Optional<Item> get(Key key) {
        pass();
        return super.get(key);
    }

    @Override
    public PutResult put(Key key, Body body, Condition condition) {
        pass();
        return super.put(key, body, condition);
    }
}
