package dev.headwater.api.listing;

import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Counts the changes of the catalogue: what publishing has to catch up with, whichever process made them. */
public final class PublishRequests {
    private final TableStore catalog;
    private final ItemTable<Wanted> table;
    private final InstantSource clock;
    /** Changes counted here, by scope. */
    private final Map<Scope, LongAdder> own = new EnumMap<>(Scope.class);

    public PublishRequests(TableStore catalog, InstantSource clock) {
        this.catalog = catalog;
        this.table = new ItemTable<>(catalog, ItemCodec.of(Wanted.class));
        this.clock = clock;
    }

    /**
     * How far the catalogue is.
     *
     * @param change counts up with each change
     * @param holds until when, by the name of a job that is in the middle of its changes
     */
    record Wanted(long change, @Nullable Map<String, Instant> holds) {
        static final Wanted NOTHING = new Wanted(0, null);

        boolean isHeld(Instant now) {
            return holds != null && holds.values().stream().anyMatch(now::isBefore);
        }

        private Wanted next() {
            return new Wanted(change + 1, holds);
        }

        /** @param until null: no more */
        private Wanted held(String job, @Nullable Instant until, Instant now) {
            Map<String, Instant> still = new TreeMap<>(holds == null ? Map.of() : holds);
            still.values().removeIf(end -> !now.isBefore(end));
            if (until == null) {
                still.remove(job);
            } else {
                still.put(job, until);
            }
            return new Wanted(change, still);
        }
    }

    /** Notes that something changed that may be in every list, such as a bouquet. */
    public void changed() {
        for (Scope scope : Scope.values()) {
            changed(scope);
        }
    }

    /** Notes that content or categories of a scope changed. */
    public void changed(Scope scope) {
        table.update(
                key(scope), stored -> Optional.of(stored.orElse(Wanted.NOTHING).next()));
        counted(scope);
    }

    /**
     * Has publishing wait until many changes are made: lists keep showing what was before. Only where there is no list
     * yet, or rights have ended, is one made of what is there. Counts as a change, which shows once nothing holds.
     *
     * @param job tells it from others that hold at the same time; the same again prolongs it
     * @param length after which it ends by itself, should its process die: renew it before
     */
    public Hold hold(Set<Scope> scopes, String job, Duration length) {
        Hold hold = new Hold(EnumSet.copyOf(scopes), job, length);
        // Counted at the beginning as well: a job that dies has changed things, and nobody else will say so.
        hold.on(Wanted::next);
        scopes.forEach(scope -> counted(scope));
        return hold;
    }

    /** Publishing waits while it is held; closing it notes a change of its scopes. */
    public final class Hold implements AutoCloseable {
        private final Set<Scope> scopes;
        private final String job;
        private final Duration length;

        private Hold(Set<Scope> scopes, String job, Duration length) {
            this.scopes = scopes;
            this.job = job;
            this.length = length;
        }

        /** Holds on for as long as at first, from now. */
        public void renew() {
            on(stored -> stored);
        }

        private void on(UnaryOperator<Wanted> change) {
            Instant now = clock.instant();
            for (Scope scope : scopes) {
                table.update(
                        key(scope),
                        stored -> Optional.of(
                                change.apply(stored.orElse(Wanted.NOTHING)).held(job, now.plus(length), now)));
            }
        }

        /** Tries every scope, then throws what went wrong first. */
        @Override
        public void close() {
            Instant now = clock.instant();
            RuntimeException first = null;
            for (Scope scope : scopes) {
                try {
                    table.update(
                            key(scope),
                            stored -> Optional.of(
                                    stored.orElse(Wanted.NOTHING).next().held(job, null, now)));
                    counted(scope);
                } catch (RuntimeException e) {
                    first = first == null ? e : first;
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }

    /** After a loss: nothing that stands ready is to be trusted, so all of it is made anew. */
    public void renderAnew() {
        for (Scope scope : Scope.values()) {
            forgetReady(scope);
        }
        changed();
    }

    /**
     * Notes that something must not be shown any more: lists are not waited for, also not by a job in the middle of its
     * changes.
     */
    public void withdrawn() {
        for (Scope scope : Scope.values()) {
            if (isHeld(scope)) {
                forgetReady(scope);
            }
        }
        changed();
    }

    private void forgetReady(Scope scope) {
        Query query = Query.all(Ready.partition(scope));
        Page<Item> page;
        do {
            page = catalog.query(query);
            page.items().forEach(item -> catalog.delete(item.key(), Condition.always()));
            query = page.next() == null ? query : query.after(page.next());
        } while (page.next() != null);
    }

    /** The number of the last change of a scope, 0 before the first. Reads one item. */
    public long wanted(Scope scope) {
        return read(scope).change();
    }

    /**
     * Another number as soon as another process has changed something of a scope; for a moment, while this one does, it may
     * be another one too. Reads one item.
     */
    public long elsewhere(Scope scope) {
        return wanted(scope) - counter(scope).sum();
    }

    private void counted(Scope scope) {
        counter(scope).increment();
    }

    private LongAdder counter(Scope scope) {
        synchronized (own) {
            return own.computeIfAbsent(scope, one -> new LongAdder());
        }
    }

    /** Whether a job is in the middle of changes of a scope. Reads one item. */
    public boolean isHeld(Scope scope) {
        return read(scope).isHeld(clock.instant());
    }

    Wanted read(Scope scope) {
        return table.find(key(scope)).orElse(Wanted.NOTHING);
    }

    private static Key key(Scope scope) {
        return new Key("PUBLISH#" + scope.wire(), "WANTED");
    }
}
