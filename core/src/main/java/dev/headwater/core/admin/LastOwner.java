package dev.headwater.core.admin;

import dev.headwater.core.admin.Administrators.Change;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Sees to it that an enabled owner is left. A table knows no transactions, and two owners may end each other at once. So
 * whoever ends an owner enters a register first, then writes the items of all who are in it as they stand, so that the
 * conditional writes of those others can no longer succeed, and only then looks who is left. Who finds a later entry than
 * theirs begins again. Nobody waits for one that died half way.
 */
final class LastOwner {
    private static final Key REGISTER = new Key("ADMINOWNERS", "LEAVING");
    private static final int MAX_ATTEMPTS = 1000;

    private final ItemTable<Administrator> administrators;
    private final ItemTable<Leaving> register;
    private final String partition;
    private final IntFunction<Key> key;
    private final Predicate<Administrator> hasName;

    /** @param hasName false: an add died half way, and they can not log in */
    LastOwner(
            TableStore accounts,
            ItemTable<Administrator> administrators,
            String partition,
            IntFunction<Key> key,
            Predicate<Administrator> hasName) {
        this.administrators = administrators;
        this.register = new ItemTable<>(accounts, ItemCodec.of(Leaving.class));
        this.partition = partition;
        this.key = key;
        this.hasName = hasName;
    }

    /** @param ids of owners who are about to be none, the last of them now, others perhaps half way */
    record Leaving(List<Integer> ids) {}

    /** Changes a person, or removes them where {@code change} gives nothing. */
    Change guarded(int id, Function<Administrator, Optional<Administrator>> change) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Change> done = attempt(id, change);
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw new StoreException("an administrator was still contended after " + MAX_ATTEMPTS + " attempts");
    }

    /** Empty: somebody else wrote in between. */
    private Optional<Change> attempt(int id, Function<Administrator, Optional<Administrator>> change) {
        Optional<Versioned<Administrator>> read = administrators.findVersioned(key.apply(id));
        if (read.isEmpty()) {
            return Optional.of(new Change.NoSuchName());
        }
        Optional<Administrator> after = change.apply(read.get().value());
        boolean ends =
                read.get().value().owns() && after.filter(Administrator::owns).isEmpty();
        return ends ? end(id, change) : write(id, read.get(), after);
    }

    private Optional<Change> end(int id, Function<Administrator, Optional<Administrator>> change) {
        Optional<Versioned<Leaving>> entered = enter(id);
        if (entered.isEmpty()) {
            return Optional.empty();
        }
        try {
            entered.get().value().ids().stream()
                    .filter(other -> other != id)
                    .forEach(other -> administrators.update(key.apply(other), stored -> stored));
            Optional<Versioned<Administrator>> read = administrators.findVersioned(key.apply(id));
            // In this order: whoever enters after this look writes over the version just read.
            return isLast(entered.get()) ? leave(id, read, change) : Optional.empty();
        } finally {
            register.replace(REGISTER, entered.get(), new Leaving(List.of()), null);
        }
    }

    private Optional<Change> leave(
            int id, Optional<Versioned<Administrator>> read, Function<Administrator, Optional<Administrator>> change) {
        if (read.isEmpty()) {
            return Optional.of(new Change.NoSuchName());
        }
        boolean another = administrators.list(partition).stream()
                .anyMatch(who -> who.id() != id && who.owns() && hasName.test(who));
        Optional<Administrator> after = change.apply(read.get().value());
        return another || after.filter(Administrator::owns).isPresent()
                ? write(id, read.get(), after)
                : Optional.of(new Change.LastOwner());
    }

    private Optional<Versioned<Leaving>> enter(int id) {
        Versioned<Leaving> read = register.findVersioned(REGISTER).orElse(null);
        Stream<Integer> others = read == null ? Stream.of() : read.value().ids().stream();
        List<Integer> ids = Stream.concat(others.filter(other -> other != id), Stream.of(id))
                .toList();
        return register.replace(REGISTER, read, new Leaving(ids), null);
    }

    private boolean isLast(Versioned<Leaving> entered) {
        return register.findVersioned(REGISTER)
                .filter(now -> now.version() == entered.version())
                .isPresent();
    }

    private Optional<Change> write(int id, Versioned<Administrator> read, Optional<Administrator> after) {
        if (after.isEmpty()) {
            return administrators.delete(key.apply(id), read)
                    ? Optional.of(new Change.Changed(read.value()))
                    : Optional.empty();
        }
        return administrators
                .replace(key.apply(id), read, after.get(), null)
                .map(written -> new Change.Changed(written.value()));
    }
}
