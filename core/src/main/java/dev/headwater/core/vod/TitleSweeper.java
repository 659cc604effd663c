package dev.headwater.core.vod;

import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Deletes what is left of titles that were removed or could not be made, and their keys. What an asset names, or is being made, stays. */
public final class TitleSweeper {
    private static final System.Logger LOG = System.getLogger(TitleSweeper.class.getName());
    private static final String LEASE = "vod-sweeper";

    private final String sweeper;
    private final Duration retention;
    private final Assets assets;
    private final TitleObjects objects;
    private final ContentKeys keys;
    private final Leases leases;
    private final BooleanSupplier restoring;
    private final InstantSource clock;

    /**
     * A sweeper; of all there are one works at a time.
     *
     * @param sweeper who it is, its process's own
     * @param restoring whether a restore goes on: assets that are missing then were not removed
     * @param retention how long an object stays that nobody needs any more
     */
    public TitleSweeper(
            String sweeper,
            Duration retention,
            Assets assets,
            TitleObjects objects,
            ContentKeys keys,
            Leases leases,
            BooleanSupplier restoring,
            InstantSource clock) {
        this.sweeper = sweeper;
        this.retention = retention;
        this.assets = assets;
        this.objects = objects;
        this.keys = keys;
        this.leases = leases;
        this.restoring = restoring;
        this.clock = clock;
    }

    public void sweep() {
        if (restoring.getAsBoolean()
                || leases.acquire(LEASE, sweeper, Duration.ofMinutes(2)).isEmpty()) {
            return;
        }
        for (int content : assets.toSweep()) {
            try {
                sweep(content);
            } catch (StoreException e) {
                // It is the first again next time, and must not keep the others waiting.
                LOG.log(System.Logger.Level.WARNING, "title {0} is swept later: {1}", content, e.getMessage());
            }
        }
    }

    private void sweep(int content) {
        Optional<Asset> asset = assets.find(content);
        if (restoring.getAsBoolean()) {
            return; // asked after it was read
        }
        OptionalLong used = asset.filter(a -> a.unfinished() || a.state() == Asset.State.READY)
                .map(a -> OptionalLong.of(a.fence()))
                .orElse(OptionalLong.empty());
        Instant before = clock.instant().minus(retention);
        boolean[] waits = {asset.filter(Asset::unfinished).isPresent()}; // it may fail yet
        objects.delete(content, object -> {
            boolean needed =
                    used.isPresent() && TitleObjects.fence(object.key()).equals(used);
            boolean young = !object.lastModified().isBefore(before);
            waits[0] |= !needed && young;
            return !needed && !young;
        });
        waits[0] |= !keys.removeUnused(content, used, before);
        if (!waits[0]) {
            assets.swept(content);
        }
    }

    /** Deletes at once what earlier attempts have left of a title that is being made anew. */
    public void clear(int content, long fence) {
        objects.delete(content, object -> isNotOf(fence, object));
    }

    private static boolean isNotOf(long fence, ObjectInfo object) {
        return !TitleObjects.fence(object.key()).equals(OptionalLong.of(fence));
    }
}
