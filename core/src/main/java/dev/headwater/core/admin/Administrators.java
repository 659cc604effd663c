package dev.headwater.core.admin;

import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * All who manage Headwater. A person's authority is their item in {@code ADMINS}; {@code ADMINNAME#name} says whose name
 * it is. There is always an enabled owner, once there was one.
 */
public final class Administrators {
    /** How a person is stored. */
    public static final ItemCodec<Administrator> CODEC = ItemCodec.of(Administrator.class);

    private static final String PARTITION = "ADMINS";

    private final TableStore accounts;
    private final ItemTable<Administrator> table;
    private final NameClaims names;
    private final LastOwner lastOwner;

    public Administrators(TableStore accounts) {
        this.accounts = accounts;
        this.table = new ItemTable<>(accounts, CODEC);
        this.names = new NameClaims(accounts, "ADMINNAME");
        this.lastOwner = new LastOwner(accounts, table, PARTITION, Administrators::key, this::hasName);
    }

    /** What became of a change. */
    public sealed interface Change {
        /** What is stored now; after a removal: what was. */
        record Changed(Administrator administrator) implements Change {}

        record NoSuchName() implements Change {}

        /** It would have left no enabled owner, and nobody to make one. */
        record LastOwner() implements Change {}
    }

    /** As it is stored at this moment. */
    public Optional<Administrator> find(int id) {
        return table.find(key(id));
    }

    public Optional<Administrator> findByName(String name) {
        return Administrator.isName(name)
                ? names.find(name)
                        .flatMap(id -> find(Integer.parseInt(id)))
                        .filter(found -> found.name().equals(name))
                : Optional.empty();
    }

    /** Everybody, by id. */
    public List<Administrator> list() {
        return table.list(PARTITION);
    }

    /** Whether there is anybody, readable or not. Who got no name, for the add died half way, is nobody. */
    public boolean exist() {
        Query query = Query.all(PARTITION);
        while (true) {
            Page<Item> page = accounts.query(query);
            if (page.items().stream().anyMatch(item -> !isNameless(item.key()))) {
                return true;
            }
            String next = page.next();
            if (next == null) {
                return false;
            }
            query = query.after(next);
        }
    }

    /** What can not be read has a name, as far as anybody knows. */
    private boolean isNameless(Key key) {
        return table.findReadable(key).filter(person -> !hasName(person)).isPresent();
    }

    private boolean hasName(Administrator person) {
        return names.find(person.name())
                .filter(String.valueOf(person.id())::equals)
                .isPresent();
    }

    /** Adds a person; false: the name is taken. Written before the name is claimed: who loses has no name. */
    public boolean add(Administrator administrator) {
        table.put(key(administrator.id()), administrator);
        String id = String.valueOf(administrator.id());
        if (names.claim(administrator.name(), id, other -> table.exists(key(Integer.parseInt(other))))) {
            return true;
        }
        table.delete(key(administrator.id()));
        return false;
    }

    /** Changes a person, but neither id nor name. {@code change} may be called several times. */
    public Change change(String name, UnaryOperator<Administrator> change) {
        Optional<Administrator> found = findByName(name);
        return found.isEmpty()
                ? new Change.NoSuchName()
                : lastOwner.guarded(found.get().id(), before -> {
                    Administrator after = change.apply(before);
                    if (after.id() != before.id() || !after.name().equals(before.name())) {
                        throw new IllegalArgumentException("neither id nor name of an administrator can change");
                    }
                    return Optional.of(after);
                });
    }

    /** Removes a person; the id is never used again. */
    public Change remove(String name) {
        Change removed = findByName(name)
                .map(found -> lastOwner.guarded(found.id(), before -> Optional.empty()))
                .orElseGet(Change.NoSuchName::new);
        if (removed instanceof Change.Changed(Administrator gone)) {
            names.release(name, String.valueOf(gone.id()));
        }
        return removed;
    }

    /** Spends credits; false, and none are spent: there are not as many, or nobody of that id. */
    public boolean takeCredits(int id, int count) {
        requireCount(count);
        return changeIf(id, who -> who.credits() >= count, who -> who.withCredits(who.credits() - count));
    }

    /** Gives credits; false: nobody has that id. */
    public boolean giveCredits(int id, int count) {
        requireCount(count);
        return changeIf(id, who -> true, who -> {
            if (who.credits() > Integer.MAX_VALUE - count) {
                throw new IllegalArgumentException("nobody can have more than 2,147,483,647 credits");
            }
            return who.withCredits(who.credits() + count);
        });
    }

    /** Takes a code of a step for this one time; false: it, or a later one, was taken before. */
    boolean useTotpStep(int id, String sealed, long step) {
        return changeIf(
                id,
                who -> who.totp() != null
                        && who.totp().sealed().equals(sealed)
                        && who.totp().usedStep() < step,
                who -> who.withTotp(new StoredTotp(sealed, step)));
    }

    /** Puts a password hashed anew in the place of the one it was made from. */
    void rehash(int id, String old, String phc) {
        changeIf(id, who -> who.password().equals(old), who -> who.rehashed(phc));
    }

    /** For changes that make nobody less of an owner. */
    boolean changeIf(int id, Predicate<Administrator> condition, UnaryOperator<Administrator> change) {
        AtomicBoolean changed = new AtomicBoolean();
        table.update(key(id), stored -> {
            Optional<Administrator> fitting = stored.filter(condition);
            changed.set(fitting.isPresent());
            return fitting.map(change);
        });
        return changed.get();
    }

    private static void requireCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("credits are taken and given from 1 on");
        }
    }

    private static Key key(int id) {
        return Key.numbered(PARTITION, id);
    }
}
