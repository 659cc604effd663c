package dev.headwater.ingest.supervisor;

import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/** Deletes what is left of titles that were removed or could not be made. What an asset names, or is being made, stays. */
final class TitleSweeper {
    private static final String LEASE = "vod-sweeper";

    private final VodConfig config;
    private final Assets assets;
    private final TitleObjects objects;
    private final Leases leases;
    private final InstantSource clock;

    TitleSweeper(VodConfig config, Assets assets, TitleObjects objects, Leases leases, InstantSource clock) {
        this.config = config;
        this.assets = assets;
        this.objects = objects;
        this.leases = leases;
        this.clock = clock;
    }

    void sweep() {
        if (leases.acquire(LEASE, config.workerId(), Duration.ofMinutes(2)).isEmpty()) {
            return;
        }
        assets.toSweep().forEach(this::sweep);
    }

    private void sweep(int content) {
        Optional<Asset> asset = assets.find(content);
        OptionalLong used = asset.filter(a -> a.unfinished() || a.state() == Asset.State.READY)
                .map(a -> OptionalLong.of(a.fence()))
                .orElse(OptionalLong.empty());
        Instant before = clock.instant().minus(config.retention());
        boolean[] waits = {asset.filter(Asset::unfinished).isPresent()}; // it may fail yet
        objects.delete(content, object -> {
            boolean needed =
                    used.isPresent() && TitleObjects.fence(object.key()).equals(used);
            boolean young = !object.lastModified().isBefore(before);
            waits[0] |= !needed && young;
            return !needed && !young;
        });
        if (!waits[0]) {
            assets.swept(content);
        }
    }

    /** Deletes at once what earlier attempts have left of a title that is being made anew. */
    void clear(int content, long fence) {
        objects.delete(content, object -> isNotOf(fence, object));
    }

    private static boolean isNotOf(long fence, ObjectInfo object) {
        return !TitleObjects.fence(object.key()).equals(OptionalLong.of(fence));
    }
}
