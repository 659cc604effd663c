package dev.headwater.core.catalog;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands out the ids clients see: decimal, from 1, at most 2,147,483,647 (Jellyfin binds them to an int32), never twice.
 * Ids are taken in blocks by compare-and-set, so several processes may draw from one sequence; what is left of a block
 * when a process ends is never used.
 */
public final class IdSequence {
    /** Channels, movies and episodes: they share {@code /hls/{id}} and panel_api's keys. */
    public static final String CONTENT = "content";

    /** Series are named in calls of their own. */
    public static final String SERIES = "series";

    public static final String CATEGORY = "category";
    public static final String LINE = "line";

    /** People who manage Headwater. */
    public static final String ADMINISTRATOR = "administrator";

    /** Sources of the guide. */
    public static final String GUIDE_SOURCE = "guide";

    private final ItemTable<State> table;
    private final Key key;
    private final int block;
    private final ReentrantLock lock = new ReentrantLock();
    private long next;
    private long end;

    /** @param block ids taken at once, ≥ 1 */
    public IdSequence(TableStore accounts, String name, int block) {
        this.table = new ItemTable<>(accounts, ItemCodec.of(State.class));
        this.key = new Key("IDS#" + name, "SEQUENCE");
        this.block = block;
    }

    record State(long next) {}

    /** Whether an id up to {@code used} might be handed out again, because items were lost. */
    public boolean isBehind(int used) {
        return table.find(key).map(State::next).orElse(1L) <= used;
    }

    /** Has no id up to {@code used} handed out again: what is left of the block in hand is dropped where it lies below. */
    public void jumpPast(int used) {
        lock.lock();
        try {
            table.update(
                    key,
                    state -> Optional.of(
                            new State(Math.max(state.map(State::next).orElse(1L), used + 1L))));
            if (next <= used) {
                next = end;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The first of {@code count} ids in a row, none given to anyone before. One write. */
    public int next(int count) {
        long after = table.update(
                        key,
                        state -> Optional.of(new State(state.map(State::next).orElse(1L) + count)))
                .orElseThrow()
                .next();
        if (after - 1 > Integer.MAX_VALUE) {
            throw new IllegalStateException("all int32 ids of " + key.pk() + " are used up");
        }
        return (int) (after - count);
    }

    /** An id no one was given before. */
    public int next() {
        lock.lock();
        try {
            if (next == end) {
                long reserved = table.update(
                                key,
                                state -> Optional.of(
                                        new State(state.map(State::next).orElse(1L) + block)))
                        .orElseThrow()
                        .next();
                end = reserved;
                next = reserved - block;
            }
            if (next > Integer.MAX_VALUE) {
                throw new IllegalStateException("all int32 ids of " + key.pk() + " are used up");
            }
            return (int) next++;
        } finally {
            lock.unlock();
        }
    }
}
