package dev.headwater.api.listing;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.Fields;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Which packs stand ready, and what they show. */
final class Packs {
    private static final int CACHED = 5000;
    /** How exactly it is known when a pack was asked for. */
    private static final Duration ASKED = Duration.ofHours(1);

    private final ItemTable<Ready> table;
    private final Cache<PackKey, Optional<Ready>> cache;
    private final InstantSource clock;

    Packs(TableStore catalog, InstantSource clock) {
        this.table = new ItemTable<>(catalog, ItemCodec.migrating(Ready.class, List.of(Packs::madeWithoutThePast)));
        this.cache = Caches.expiring(clock, Caches.MOMENT, CACHED);
        this.clock = clock;
    }

    /** Until schema 2 no channel was told to have an archive: what was rendered before is no longer what there is. */
    private static void madeWithoutThePast(Fields ready) {
        ready.put("change", -1);
    }

    /** What stands ready. May be 900 ms old. */
    Optional<Ready> find(PackKey key) {
        return cache.get(key, this::read);
    }

    Optional<Ready> read(PackKey key) {
        return table.findReadable(item(key));
    }

    List<Ready> list(Scope scope) {
        return table.list(Ready.partition(scope));
    }

    /** Has the next {@link #find} look again: another process may have published. */
    void forget(PackKey key) {
        cache.invalidate(key);
    }

    /** Says what stands ready from now on, unless another process was further; returns which it is. */
    Ready save(PackKey key, Ready made) {
        Ready saved = table.update(
                        item(key),
                        stored -> stored.filter(other -> other.change() > made.change())
                                        .isPresent()
                                ? Optional.empty()
                                : Optional.of(made))
                .orElse(made);
        cache.put(key, Optional.of(saved));
        return saved;
    }

    /** Notes that it is in use. */
    void asked(PackKey key, Ready ready) {
        Instant now = clock.instant();
        if (ready.askedAt().plus(ASKED).isBefore(now)) {
            table.update(item(key), stored -> stored.map(pack -> pack.asked(now)))
                    .ifPresent(pack -> cache.put(key, Optional.of(pack)));
        }
    }

    void delete(PackKey key) {
        table.delete(item(key));
        forget(key);
    }

    private static Key item(PackKey key) {
        return new Key(Ready.partition(key.scope()), key.name());
    }
}
