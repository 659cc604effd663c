package dev.headwater.functions.transcode;

import dev.headwater.core.backup.RestoreWatch;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Tables;
import dev.headwater.core.takedown.Takedowns;
import dev.headwater.core.vod.Assets;
import dev.headwater.core.vod.TitleObjects;
import dev.headwater.core.vod.TitleSweeper;
import dev.headwater.core.vod.TranscodeJobs;
import dev.headwater.core.vod.Transcoding;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** The function over stores and a service, whatever they are. It needs no secret and no signing key. */
public final class CloudTranscoding {
    private static final String SWEEPER = "transcode-function-";

    /** Longer than an edge keeps a redirect to what is gone. */
    private static final Duration RETENTION = Duration.ofMinutes(5);

    private CloudTranscoding() {}

    /** @param random strong, since names are not to be guessed */
    public static TranscodeFunction over(
            Tables tables, ObjectStore objects, TranscodeJobs jobs, InstantSource clock, RandomGenerator random) {
        Catalog catalog = new Catalog(
                new Channels(tables.catalog()), new Movies(tables.catalog()), new SeriesShelf(tables.catalog()));
        Assets assets = new Assets(tables.catalog(), clock);
        Leases leases = new Leases(tables.sessions(), clock);
        Transcoding transcoding = new Transcoding(new Transcoding.Parts(
                jobs,
                assets,
                catalog,
                new Takedowns(tables.accounts(), catalog, clock),
                tables.catalog(),
                leases,
                objects,
                Ladder.SMALL,
                clock,
                random));
        String sweeper = SWEEPER + HexFormat.of().toHexDigits(random.nextLong());
        BooleanSupplier restoring = new RestoreWatch(tables.accounts(), clock);
        return new TranscodeFunction(
                transcoding,
                new TitleSweeper(sweeper, RETENTION, assets, new TitleObjects(objects), leases, restoring, clock),
                restoring);
    }
}
