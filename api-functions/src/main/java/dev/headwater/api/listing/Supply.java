package dev.headwater.api.listing;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets a request the pack it needs: the one that stands ready, the next one where it is a moment away, and never one whose
 * rights are over.
 */
final class Supply {
    private static final Logger LOG = LoggerFactory.getLogger(Supply.class);
    /** How long a request waits for a list that shows the last change, where there is one that does not. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    /** After a fault the last good one is served at once for so long. */
    private static final Duration RESPITE = Duration.ofSeconds(5);

    private static final int KNOWN_FAULTS = 1000;

    private final PublishRequests requests;
    private final Packs packs;
    private final Rendering rendering;
    private final InstantSource clock;
    private final Cache<Scope, PublishRequests.Wanted> wanted;
    private final Cache<PackKey, Instant> faults;

    Supply(PublishRequests requests, Packs packs, Rendering rendering, InstantSource clock) {
        this.requests = requests;
        this.packs = packs;
        this.rendering = rendering;
        this.clock = clock;
        this.wanted = Caches.expiring(clock, Caches.MOMENT, Scope.values().length);
        this.faults = Caches.expiring(clock, RESPITE, KNOWN_FAULTS);
    }

    /** There may have been a change: nothing that was remembered counts. */
    void look() {
        wanted.invalidateAll();
        faults.invalidateAll();
    }

    /** Blocks where it has to be made. */
    Ready ready(PackKey key) {
        Instant now = clock.instant();
        Optional<Ready> found = packs.find(key).filter(ready -> ready.isValid(now));
        if (found.isEmpty()) {
            return made(key);
        }
        Ready last = found.get();
        packs.asked(key, last);
        PublishRequests.Wanted target = wanted.get(key.scope(), requests::read);
        boolean isStale = last.change() < target.change();
        return isStale && !target.isHeld(now) && faults.getIfPresent(key) == null
                ? newest(key, last, target.change())
                : last;
    }

    private Ready newest(PackKey key, Ready last, long change) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            Ready next = last;
            // One that is on its way may have begun before the change.
            while (next.change() < change) {
                next = rendering.submit(key).get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            return next;
        } catch (TimeoutException e) {
            return last;
        } catch (ExecutionException e) {
            if (faults.asMap().putIfAbsent(key, clock.instant()) == null) {
                LOG.warn("a list could not be rendered, the last one is served", e.getCause());
            }
            return last;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return last;
        }
    }

    private Ready made(PackKey key) {
        try {
            return rendering.submit(key).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** As {@link #ready}, where what an item names turned out to be gone. */
    Ready again(PackKey key) {
        packs.forget(key);
        return made(key);
    }
}
