package dev.headwater.api.listing;

import dev.headwater.core.store.TableStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How long the oldest change waits that the lists in use do not show yet. Changes carry a number and no time, so it counts
 * from when it first saw one wait: measure often. What an import holds back waits on purpose and does not count.
 */
public final class PublishLag {
    private final PublishRequests requests;
    private final Packs packs;
    private final InstantSource clock;
    private final Map<Scope, Waiting> waiting = new EnumMap<>(Scope.class);

    /** A change that was seen to wait. */
    private record Waiting(long change, Instant since) {}

    public PublishLag(TableStore catalog, InstantSource clock) {
        this.requests = new PublishRequests(catalog, clock);
        this.packs = new Packs(catalog, clock);
        this.clock = clock;
    }

    /** Zero: none waits. Reads the items of all lists. */
    public synchronized Duration measure() {
        Instant now = clock.instant();
        Duration longest = Duration.ZERO;
        for (Scope scope : Scope.values()) {
            Waiting oldest = oldest(scope, now);
            if (oldest == null) {
                waiting.remove(scope);
            } else {
                waiting.put(scope, oldest);
                Duration lag = Duration.between(oldest.since(), now);
                longest = lag.compareTo(longest) > 0 ? lag : longest;
            }
        }
        return longest;
    }

    private @Nullable Waiting oldest(Scope scope, Instant now) {
        PublishRequests.Wanted wanted = requests.read(scope);
        OptionalLong shown = packs.list(scope).stream()
                .filter(ready -> ready.askedAt().plus(Publisher.IN_USE).isAfter(now))
                .mapToLong(Ready::change)
                .min();
        if (wanted.isHeld(now) || shown.isEmpty() || shown.getAsLong() >= wanted.change()) {
            return null;
        }
        Waiting before = waiting.get(scope);
        return before != null && before.change() > shown.getAsLong() ? before : new Waiting(wanted.change(), now);
    }
}
