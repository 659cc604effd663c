package dev.headwater.api.listing;

import dev.headwater.core.account.Bouquets;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.TableStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders lists anew when the catalogue changes or rights open or end, those in use first, so that hardly a request has to
 * wait for it. Changes coalesce: while one rendering runs any number of them cause one more. A fault leaves what was
 * published last.
 */
public final class Publisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    /** Finds what a process that ended left undone. */
    private static final Duration RECONCILE = Duration.ofSeconds(60);
    /** Lists nobody asked for since are rendered when somebody does. */
    static final Duration IN_USE = Duration.ofDays(1);
    /** Lists nobody asked for since are removed. */
    private static final Duration KEPT = Duration.ofDays(3);

    private final PublishRequests requests;
    private final Packs packs;
    private final PackObjects objects;
    private final Audiences audiences;
    private final Rendering rendering;
    private final Supply supply;
    private final Categories categories;
    private final Path folder;
    private final InstantSource clock;
    private final Semaphore signals = new Semaphore(0);
    private final Thread loop;
    private final Thread sweep;

    /** @param folder of this one alone, for files that may be lost: made where it is not there, emptied where it is */
    public Publisher(
            TableStore catalogTable,
            ObjectStore store,
            Catalog catalog,
            Categories categories,
            Bouquets bouquets,
            Withheld withheld,
            Path folder,
            InstantSource clock) {
        this.requests = new PublishRequests(catalogTable, clock);
        this.packs = new Packs(catalogTable, clock);
        this.objects = new PackObjects(store);
        this.audiences = new Audiences(catalogTable, bouquets, withheld, clock);
        this.folder = Scratch.folder(folder);
        Renderer renderer = new Renderer(catalog, categories, this.folder);
        this.rendering = new Rendering(requests, packs, objects, renderer, audiences, this.folder, clock);
        this.categories = categories;
        this.supply = new Supply(requests, packs, rendering, clock);
        this.clock = clock;
        this.loop = Thread.ofVirtual().name("publisher").unstarted(this::run);
        Leftovers leftovers = new Leftovers(store, packs, clock);
        this.sweep = Thread.ofVirtual().name("leftovers").unstarted(() -> sweep(leftovers));
    }

    /** From now on publishes what is stale, now and whenever told to {@link #look()}. Clears away what was left behind. */
    public void start() {
        look();
        loop.start();
        sweep.start();
    }

    /** Says that there may be a new request; returns before the listings show it. */
    public void look() {
        supply.look();
        signals.release();
    }

    /** What the controllers serve. */
    public Listings listings() {
        return new Listings(audiences, supply, objects, categories, clock);
    }

    /** What {@code get.php} and its like serve. */
    public LineLists lineLists() {
        return new LineLists(listings(), new KeptFiles(folder, clock));
    }

    private static void sweep(Leftovers leftovers) {
        try {
            leftovers.remove();
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("objects that no list needs could not be removed; the next start tries again", e);
            }
        }
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                signals.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                signals.drainPermits();
                publishStale();
                pause = untilNextEdge();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("listings could not be published, the last ones stay", e);
                pause = RECONCILE;
            }
        }
    }

    /** Publishes what is stale of what is in use, and removes what is not; returns when it stands ready. */
    public void publishStale() {
        for (Scope scope : Scope.values()) {
            Instant now = clock.instant();
            List<Ready> known = packs.list(scope).stream()
                    .sorted(Comparator.comparing(Ready::askedAt).reversed())
                    .toList();
            for (Ready ready : known) {
                PublishRequests.Wanted wanted = requests.read(scope);
                boolean isStale = ready.change() < wanted.change() && !wanted.isHeld(now);
                if (ready.askedAt().plus(KEPT).isBefore(now)) {
                    packs.delete(ready.key(scope));
                    objects.delete(ready.key(scope), ready.pack());
                } else if (ready.askedAt().plus(IN_USE).isAfter(now) && (isStale || !ready.isValid(now))) {
                    publish(ready.key(scope));
                }
            }
        }
    }

    private void publish(PackKey key) {
        try {
            rendering.submit(key).join();
        } catch (CompletionException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.error("a listing could not be published, the last one stays", e.getCause());
            }
        }
    }

    private Duration untilNextEdge() {
        Instant now = clock.instant();
        return List.of(Scope.values()).stream()
                .flatMap(scope -> packs.list(scope).stream())
                .filter(ready -> ready.askedAt().plus(IN_USE).isAfter(now))
                .flatMap(ready -> Stream.ofNullable(ready.validUntil()))
                .filter(now::isBefore)
                .map(edge -> Duration.between(now, edge))
                .filter(left -> left.compareTo(RECONCILE) < 0)
                .min(Duration::compareTo)
                .orElse(RECONCILE);
    }

    @Override
    public void close() {
        loop.interrupt();
        sweep.interrupt();
        rendering.close();
        // What holds credentials does not outlive who needs it.
        Scratch.folder(folder);
    }
}
