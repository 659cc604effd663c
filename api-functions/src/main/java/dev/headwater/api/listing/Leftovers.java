package dev.headwater.api.listing;

import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Objects that no item names: of a process that died between storing a pack and saying so, or while it removed one. */
final class Leftovers {
    /** What is younger may be about to be named. No rendering takes as long. */
    private static final Duration YOUNG = Duration.ofMinutes(15);

    private static final int PAGE = 1000;

    private final ObjectStore store;
    private final Packs packs;
    private final InstantSource clock;

    Leftovers(ObjectStore store, Packs packs, InstantSource clock) {
        this.store = store;
        this.packs = packs;
        this.clock = clock;
    }

    void remove() {
        for (Scope scope : Scope.values()) {
            List<String> old = old(scope);
            // Read behind the objects: what came in between names one of them.
            Set<String> named = packs.list(scope).stream()
                    .map(ready -> PackObjects.path(ready.key(scope), ready.pack()))
                    .collect(Collectors.toSet());
            old.removeIf(key -> named.contains(key.substring(0, key.lastIndexOf('.'))));
            store.delete(old);
        }
    }

    private List<String> old(Scope scope) {
        Instant since = clock.instant().minus(YOUNG);
        List<String> old = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<ObjectInfo> page = store.list(PackObjects.folder(scope), PAGE, after);
            page.items().stream()
                    .filter(info -> info.lastModified().isBefore(since))
                    .map(ObjectInfo::key)
                    .filter(PackObjects::isPart)
                    .forEach(old::add);
            after = page.next();
        } while (after != null);
        return old;
    }
}
