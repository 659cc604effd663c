package dev.headwater.core.guide;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts the changes of the guide, so that what was prepared of it can tell whether it is of now. A change is announced
 * before it is written: should its process die in between, it counts as made a few minutes later.
 */
public final class GuideVersion {
    /** By then a change is written, or whoever wrote it is dead. One that takes longer is only counted once more. */
    static final Duration WRITTEN = Duration.ofMinutes(5);

    private static final Key KEY = new Key("GUIDE-VERSION", "VERSION");

    private final ItemTable<Count> table;
    private final InstantSource clock;

    public GuideVersion(TableStore catalog, InstantSource clock) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(Count.class));
        this.clock = clock;
    }

    /** @param until when a change that was announced counts as made; null: none is being written */
    record Count(long changes, @Nullable Instant until) {
        static final Count NOTHING = new Count(0, null);

        private boolean isLeft(Instant now) {
            return until != null && !now.isBefore(until);
        }

        long shown(Instant now) {
            return isLeft(now) ? changes + 1 : changes;
        }
    }

    /** Grows with every change. */
    public long current() {
        return table.find(KEY).orElse(Count.NOTHING).shown(clock.instant());
    }

    /** To be called before a change is written; {@link #settle} has to follow once all of it is. */
    void announce() {
        Instant now = clock.instant();
        // What another announced and never settled may be written by half: it counts from now on.
        update(count -> new Count(count.until() == null ? count.changes() : count.changes() + 1, now.plus(WRITTEN)));
    }

    /** @param changed whether anything is shown differently than before */
    void settle(boolean changed) {
        Instant now = clock.instant();
        update(count -> new Count(count.shown(now) + (changed ? 1 : 0), null));
    }

    private void update(Function<Count, Count> change) {
        table.update(KEY, count -> Optional.of(change.apply(count.orElse(Count.NOTHING))));
    }
}
