package dev.headwater.ingest.supervisor.title;

import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.Lease;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import dev.headwater.core.vod.TitleObjects;
import dev.headwater.core.vod.TitleSweeper;
import dev.headwater.ingest.supervisor.channel.Doorbell;
import dev.headwater.ingest.supervisor.channel.KeptLease;
import dev.headwater.ingest.supervisor.children.ProcessLauncher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Packages the titles that are wanted, one after the other, and clears away what is left of others. */
public final class VodWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VodWorker.class);
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(30);
    /** For a store that hangs. Together with channels it has to be less than services are given before they are killed. */
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final VodConfig config;
    private final Catalog catalog;
    private final Withheld withheld;
    private final Assets assets;
    private final Leases leases;
    private final BooleanSupplier restoring;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final TitlePackager packager;
    private final TitleSweeper sweeper;
    private final TitleFolders folders;
    private final Doorbell bell = new Doorbell();
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread working =
            Thread.ofPlatform().daemon().name("vod-worker").unstarted(this::workOnAndOn);
    private @Nullable TitleChildren children;

    /**
     * A worker that starts its children as processes.
     *
     * @param withheld what is not made, whoever wants it
     * @param restoring whether a restore goes on: nothing is begun or removed then
     * @param random strong, since names are not to be guessed, and for any thread
     */
    public VodWorker(
            VodConfig config,
            Catalog catalog,
            Withheld withheld,
            Assets assets,
            Leases leases,
            ObjectStore objects,
            ContentKeys keys,
            BooleanSupplier restoring,
            InstantSource clock,
            RandomGenerator random) {
        this(
                config,
                catalog,
                withheld,
                assets,
                leases,
                objects,
                keys,
                restoring,
                clock,
                new TitlePackager(
                        config, new ProcessLauncher(config.childCommand()), objects, keys, System::nanoTime, random),
                System::nanoTime);
    }

    VodWorker(
            VodConfig config,
            Catalog catalog,
            Withheld withheld,
            Assets assets,
            Leases leases,
            ObjectStore objects,
            ContentKeys keys,
            BooleanSupplier restoring,
            InstantSource clock,
            TitlePackager packager,
            LongSupplier nanos) {
        this.config = config;
        this.catalog = catalog;
        this.withheld = withheld;
        this.assets = assets;
        this.leases = leases;
        this.restoring = restoring;
        this.clock = clock;
        this.nanos = nanos;
        this.packager = packager;
        this.sweeper = new TitleSweeper(
                config.workerId(),
                config.retention(),
                assets,
                new TitleObjects(objects),
                keys,
                leases,
                restoring,
                clock);
        this.folders = new TitleFolders(config.workFolder(), assets, clock);
    }

    public void start() {
        working.start();
    }

    /** Looks for wanted titles now rather than within seconds. */
    public void look() {
        bell.ring();
    }

    /** Begins nothing more and ends what is being made, without waiting for it. */
    public void end() {
        bell.close();
        endChildren();
    }

    /**
     * Ends the work; a title that was being made is gone on with after the next start. A store that hangs, or takes minutes
     * for an upload, is not waited for longer than {@link #LONGEST_END}.
     */
    @Override
    public void close() {
        close(LONGEST_END);
    }

    void close(Duration longest) {
        end();
        if (working.getState() == Thread.State.NEW) {
            return;
        }
        try {
            working.interrupt();
            if (!working.join(longest)) {
                LOG.warn("the store hangs: a title is left in the middle, and gone on with after the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void workOnAndOn() {
        long sweptAt = nanos.getAsLong() - SWEEP_INTERVAL.toNanos();
        while (bell.await(config.tick())) {
            if (nanos.getAsLong() - sweptAt >= SWEEP_INTERVAL.toNanos()) {
                sweptAt = nanos.getAsLong();
                attempt("sweep titles", sweeper::sweep);
                attempt("tidy the work folder", this::tidy);
            }
            attempt("look for titles", this::makeWaiting);
        }
    }

    /** Not while assets may be missing that come back. */
    private void tidy() {
        if (!restoring.getAsBoolean()) {
            folders.tidy();
        }
    }

    private static void attempt(String what, Runnable action) {
        try {
            action.run();
        } catch (StoreException e) {
            LOG.warn("can not {}: {}", what, e.getMessage());
        } catch (Throwable e) { // errors too: without this thread no title is made any more
            LOG.error("can not {}", what, e);
        }
    }

    /** Makes one title, and is back at once to look for others: by then somebody may want another more. */
    private void makeWaiting() {
        if (restoring.getAsBoolean()) {
            return;
        }
        for (int content : assets.waiting()) {
            if (bell.isClosed()) {
                return;
            }
            AtomicBoolean worked = new AtomicBoolean();
            if (withheld.holdsStream(content)) {
                continue; // it waits until it may be seen again
            }
            if (source(content).filter(VodWorker::isInTheCloud).isPresent()) {
                continue; // a service makes it that reads uploads there
            }
            attempt("make title " + content, () -> worked.set(make(content)));
            if (worked.get()) {
                look();
                return;
            }
        }
    }

    /** False: there was nothing to make, or another worker makes it. */
    private boolean make(int content) {
        Optional<KeptLease> taken = KeptLease.take(
                leases, Lease.ofTitle(content), config.workerId(), config.leaseLength(), this::endChildren);
        if (taken.isEmpty()) {
            return false;
        }
        try (KeptLease lease = taken.get()) {
            Optional<Source> source = source(content);
            if (restoring.getAsBoolean()) {
                return false; // asked after the title was looked for
            }
            if (source.isEmpty()) {
                assets.delete(content);
                return false;
            }
            Optional<Asset> asset = assets.take(content, lease.fence());
            if (asset.isPresent()) {
                make(asset.get(), source.get(), lease);
            }
            return asset.isPresent();
        }
    }

    private static boolean isInTheCloud(Source source) {
        return source.kind() == Source.Kind.UPLOAD;
    }

    /** One that was removed just now is not worth a word in the clear. */
    private boolean isEncrypted(int content) {
        return catalog.movies()
                .find(content)
                .map(movie -> movie.encrypted() != null)
                .or(() -> catalog.series().episode(content).map(episode -> episode.encrypted() != null))
                .orElse(true);
    }

    private Optional<Source> source(int content) {
        return catalog.movies()
                .find(content)
                .map(Movie::source)
                .or(() -> catalog.series().episode(content).map(Episode::source));
    }

    private void make(Asset asset, Source source, KeptLease lease) {
        int content = asset.content();
        long fence = asset.fence();
        assets.leaveToSweeper(content); // whatever happens from here on; a title that is ready keeps what it names
        sweeper.clear(content, fence);
        Percent percent = new Percent(content, fence);
        TitleChildren at = packager.children();
        running(at);
        try {
            Asset.Packaged made = packager.make(content, fence, source, isEncrypted(content), at, percent::at);
            boolean ready = !lease.isLost()
                    && assets.change(content, fence, a -> a.ready(made, clock.instant()))
                            .isPresent();
            if (ready) {
                attempt("remove old keys of title " + content, () -> packager.forgetKeysBefore(content, fence));
            }
            LOG.info("title {} {}", content, ready ? "is ready" : "is no longer ours");
        } catch (TitleFailure e) {
            if (!bell.isClosed() && !lease.isLost() && !percent.isAbandoned()) {
                LOG.warn("title {} can not be made: {}", content, e.text());
                assets.change(content, fence, a -> a.failed(e.text(), clock.instant()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running(null);
        }
    }

    /** How far a title is, as others see it; where nobody wants it any more, or may see it, its child is ended. */
    private final class Percent {
        private final int content;
        private final long fence;
        private int last;
        private volatile boolean abandoned;

        Percent(int content, long fence) {
            this.content = content;
            this.fence = fence;
        }

        void at(int percent) {
            try {
                Optional<Asset> stored = percent == last
                        ? assets.find(content).filter(asset -> asset.fence() == fence)
                        : assets.change(content, fence, asset -> asset.preparing(percent, clock.instant()));
                last = percent;
                if (stored.isEmpty() || withheld.holdsStream(content)) {
                    abandoned = true;
                    endChildren();
                }
            } catch (StoreException e) {
                LOG.debug("the progress of title {} can not be written", content, e);
            }
        }

        boolean isAbandoned() {
            return abandoned;
        }
    }

    private void running(@Nullable TitleChildren at) {
        lock.lock();
        try {
            children = at;
            if (bell.isClosed()) {
                endChildren();
            }
        } finally {
            lock.unlock();
        }
    }

    private void endChildren() {
        lock.lock();
        try {
            if (children != null) {
                children.end();
            }
        } finally {
            lock.unlock();
        }
    }
}
