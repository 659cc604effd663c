package dev.headwater.api.listing;

import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.TableStore;
import io.micronaut.serde.ObjectMapper;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders listings when the catalogue changes, so that no request ever does. Changes coalesce: while one rendering runs
 * any number of them cause one more. A fault leaves what was published last.
 */
public final class Publisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    /** Finds what a process that ended left undone. */
    private static final long RECONCILE_SECONDS = 60;

    private final PublishRequests requests;
    private final PublishedSets sets;
    private final LiveRenderer renderer;
    private final ListingObjects objects;
    private final Semaphore signals = new Semaphore(0);
    private final ReentrantLock rendering = new ReentrantLock();
    private final Thread loop;

    public Publisher(
            TableStore catalogTable,
            ObjectStore store,
            Channels channels,
            Categories categories,
            Bouquets bouquets,
            ObjectMapper json,
            InstantSource clock) {
        this.requests = new PublishRequests(catalogTable, clock);
        this.sets = new PublishedSets(catalogTable, clock);
        this.objects = new ListingObjects(store);
        this.renderer = new LiveRenderer(channels, categories, bouquets, json);
        this.loop = Thread.ofVirtual().name("publisher").unstarted(this::run);
    }

    /** From now on publishes what is stale, now and whenever told to {@link #look()}. */
    public void start() {
        look();
        loop.start();
    }

    /** Says that there may be a new request; returns before the listings show it. */
    public void look() {
        signals.release();
    }

    /** What the controllers serve. */
    public Listings listings() {
        return new Listings(sets, objects, this::publish);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                signals.tryAcquire(RECONCILE_SECONDS, TimeUnit.SECONDS);
                signals.drainPermits();
                publishStale();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("listings could not be published, the last ones stay", e);
            }
        }
    }

    /** Publishes what is stale and returns when it stands ready. */
    public void publishStale() {
        Set<BouquetSet> known = new LinkedHashSet<>();
        known.add(BouquetSet.of(List.of(Bouquet.ALL)));
        sets.list().forEach(published -> known.add(new BouquetSet(published.bouquets())));
        long wanted = requests.wanted(Scope.LIVE);
        for (BouquetSet set : known) {
            boolean stale = sets.find(set).map(p -> p.change() < wanted).orElse(true);
            if (stale) {
                publish(set);
            }
        }
    }

    /** Renders a set and says what stands ready; single flight. */
    private Published publish(BouquetSet set) {
        rendering.lock();
        try {
            long change = requests.wanted(Scope.LIVE);
            Optional<Published> before = sets.find(set);
            if (before.isPresent() && before.get().change() >= change) {
                return before.get();
            }
            Map<String, String> keys = new HashMap<>();
            renderer.render(set)
                    .forEach((document, bytes) -> keys.put(document.name(), objects.put(set, document, bytes)));
            Published published = new Published(set.names(), change, keys);
            sets.save(set, published);
            before.ifPresent(old -> objects.deleteUnused(old, published));
            return published;
        } finally {
            rendering.unlock();
        }
    }

    @Override
    public void close() {
        loop.interrupt();
    }
}
