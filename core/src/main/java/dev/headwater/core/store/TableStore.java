package dev.headwater.core.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One table of JSON items under {@code (pk, sk)}. There are no transactions and no secondary indexes: each fact has one
 * authority item, and what is derived from it is written after it and checked when read.
 *
 * <p>Every method blocks until the store has answered, may be called from any thread and throws {@link StoreException}
 * when the store is at fault. A write that returned is durable.
 */
public interface TableStore {
    /** Of the bodies on a page of a query or scan, unless it holds a single one (DynamoDB's limit, held on every adapter). */
    int MAX_PAGE_BYTES = 1024 * 1024;

    /** Of one {@link #getAll} (DynamoDB's limit, held on every adapter). */
    int MAX_KEYS = 100;

    /** Reads what was last written (consistent). Expired items may still be there. */
    Optional<Item> get(Key key);

    /**
     * Reads what was last written of several keys, each by itself (consistent), in no order.
     *
     * @param keys {@value #MAX_KEYS} at the most, none of them twice
     * @return those that are there; expired items may still be
     */
    default List<Item> getAll(List<Key> keys) {
        return keys.stream().flatMap(key -> get(key).stream()).toList();
    }

    /** Reads a page of a partition (consistent): fewer items than asked for where they are large. */
    Page<Item> query(Query query);

    /** Writes one item where {@code condition} holds: atomic against every other write of the key. */
    PutResult put(Key key, Body body, Condition condition);

    /** Removes one item where {@code condition} holds ({@link Condition.IfAbsent} never does); false: it did not. */
    boolean delete(Key key, Condition condition);

    /** Writes many items, in no order and not as one: after a fault some may be written. Any number; the adapter splits. */
    void putAll(List<Write> writes);

    /** Every item, in no order: for backup, restore and migration only. */
    Page<Item> scan(int limit, @Nullable String after);

    /** One of many writes. */
    record Write(Key key, Body body) {}
}
