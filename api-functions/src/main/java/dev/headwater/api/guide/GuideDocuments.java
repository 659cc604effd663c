package dev.headwater.api.guide;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.api.listing.Audience;
import dev.headwater.api.listing.Audiences;
import dev.headwater.api.listing.PublishRequests;
import dev.headwater.core.Caches;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.guide.Guide;
import dev.headwater.core.guide.GuideVersion;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The documents that stand ready, one for each audience that asked. One is made when it is asked for first. When the guide
 * or the channels changed it is made again: a request waits a moment for it and takes the last one then, unless the rights
 * of a channel ended, or it is of another day than today or yesterday.
 */
public final class GuideDocuments {
    /** How long a request waits for a document that shows the last change, where there is one that does not. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    /** After a fault the last good one is served at once for so long. */
    private static final Duration RESPITE = Duration.ofSeconds(5);
    /** One that is on its way may have begun before the change; the next did not. */
    private static final int MAX_RENDERED = 2;

    /** Who asked within a day: theirs are made again before they ask next. */
    private static final Duration USED = Duration.ofDays(1);

    private static final int MAX_AUDIENCES = 1000;

    private final ItemTable<GuideDocument> table;
    private final PublishRequests requests;
    private final GuideVersion version;
    private final GuideRendering rendering;
    private final GuideUse use;
    private final InstantSource clock;
    private final Cache<String, GuideDocument> known;
    private final Cache<String, Stand> stand;
    private final Cache<Audience, Instant> faults;

    /** @param folder for files while a document is made */
    public GuideDocuments(
            TableStore catalog,
            ObjectStore objects,
            Channels channels,
            Guide guide,
            Audiences audiences,
            PublishRequests requests,
            Path folder,
            InstantSource clock) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(GuideDocument.class));
        this.requests = requests;
        this.version = new GuideVersion(catalog, clock);
        GuideRenderer renderer = new GuideRenderer(channels, guide, folder);
        this.rendering = new GuideRendering(table, objects, audiences, requests, version, renderer, clock);
        this.use = new GuideUse(table, objects);
        this.clock = clock;
        this.known = Caches.expiring(clock, Caches.MOMENT, MAX_AUDIENCES);
        this.stand = Caches.expiring(clock, Caches.MOMENT, 1);
        this.faults = Caches.expiring(clock, RESPITE, MAX_AUDIENCES);
    }

    /** What an audience is to be served now. Makes it where there is none, or none that may be shown. */
    GuideDocument of(Audience audience) {
        GuideDocument document = ready(audience);
        GuideDocument asked = use.asked(document, clock.instant());
        if (!asked.equals(document)) {
            known.put(audience.key(), asked);
        }
        return asked;
    }

    private GuideDocument ready(Audience audience) {
        Instant now = clock.instant();
        GuideDocument document = known.get(
                audience.key(),
                _ -> table.findReadable(GuideDocument.key(audience)).orElse(null));
        if (document == null || document.isOver(now) || document.isLongAgo(now)) {
            return made(audience);
        }
        Stand target = stand();
        return target.isShownBy(document, now) || target.isHeld() || faults.getIfPresent(audience) != null
                ? document
                : newest(audience, document, target);
    }

    private Stand stand() {
        return stand.get("", _ -> Stand.read(version, requests));
    }

    private GuideDocument newest(Audience audience, GuideDocument last, Stand target) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            GuideDocument next = last;
            for (int i = 0; i < MAX_RENDERED && !target.isShownBy(next, clock.instant()); i++) {
                next = rendering.submit(audience).get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            known.put(audience.key(), next);
            return next;
        } catch (TimeoutException e) {
            return last;
        } catch (ExecutionException e) {
            faults.put(audience, clock.instant());
            return last;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return last;
        }
    }

    private GuideDocument made(Audience audience) {
        try {
            GuideDocument document = rendering.submit(audience).join();
            known.put(audience.key(), document);
            return document;
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case RuntimeException cause -> cause;
                case IOException cause -> new UncheckedIOException(cause);
                case null, default -> e;
            };
        }
    }

    /** Looks whether a document is there, and makes it again where it is not. */
    void mend(Audience audience) {
        made(audience);
    }

    /**
     * Makes those again that were asked for lately, of whatever process, and are of before; while a job is in the middle of its changes, only
     * those whose rights are over. Removes what nobody asked for in three days. For a loop; blocks while it works.
     */
    public void refresh() {
        stand.invalidateAll();
        @Nullable RuntimeException fault = null;
        for (Audience audience : use.since(clock.instant().minus(USED))) {
            try {
                refresh(audience);
            } catch (RuntimeException e) {
                fault = fault == null ? e : fault; // the others are made all the same
            }
        }
        use.sweep(clock.instant());
        if (fault != null) {
            throw fault;
        }
    }

    private void refresh(Audience audience) {
        Optional<GuideDocument> document = table.findReadable(GuideDocument.key(audience));
        if (document.isPresent() && isDue(document.get(), clock.instant())) {
            made(audience);
        }
    }

    private boolean isDue(GuideDocument document, Instant now) {
        Stand target = stand();
        return document.isOver(now) || (!target.isHeld() && !target.isShownBy(document, now));
    }
}
