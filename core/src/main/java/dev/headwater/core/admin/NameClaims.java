package dev.headwater.core.admin;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.Optional;
import java.util.function.Predicate;

/** Says who has a name. A claim of somebody who is gone is left over, and free. */
final class NameClaims {
    private final ItemTable<Claim> table;
    private final String prefix;

    /** @param prefix of the partitions, such as {@code ADMINNAME} */
    NameClaims(TableStore accounts, String prefix) {
        this.table = new ItemTable<>(accounts, ItemCodec.of(Claim.class));
        this.prefix = prefix;
    }

    record Claim(String id) {}

    Optional<String> find(String name) {
        return table.find(key(name)).map(Claim::id);
    }

    /** False: somebody who is still there has the name. */
    boolean claim(String name, String id, Predicate<String> isThere) {
        Claim ours = new Claim(id);
        if (table.putIfAbsent(key(name), ours)) {
            return true;
        }
        return table.findVersioned(key(name))
                .filter(claim -> !isThere.test(claim.value().id()))
                .flatMap(claim -> table.replace(key(name), claim, ours, null))
                .isPresent();
    }

    /** Gives a name up, unless another has it by now. */
    void release(String name, String id) {
        table.findVersioned(key(name))
                .filter(claim -> claim.value().id().equals(id))
                .ifPresent(claim -> table.delete(key(name), claim));
    }

    private Key key(String name) {
        return new Key(prefix + "#" + name, "CLAIM");
    }
}
