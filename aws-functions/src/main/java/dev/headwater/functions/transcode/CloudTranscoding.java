package dev.headwater.functions.transcode;

import dev.headwater.core.backup.RestoreWatch;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.catalog.SourceSeal;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectReader;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.Tables;
import dev.headwater.core.takedown.Takedowns;
import dev.headwater.core.vod.Assets;
import dev.headwater.core.vod.TitleObjects;
import dev.headwater.core.vod.TitleSweeper;
import dev.headwater.core.vod.TranscodeJobs;
import dev.headwater.core.vod.Transcoding;
import dev.headwater.core.vod.text.FilmTexts;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** The function over stores and a service, whatever they are. It needs no signing key. */
public final class CloudTranscoding {
    private static final String SWEEPER = "transcode-function-";

    /** Longer than an edge keeps a redirect to what is gone. */
    private static final Duration RETENTION = Duration.ofMinutes(5);

    private CloudTranscoding() {}

    /**
     * The function.
     *
     * @param uploads what operators sent, as {@code uploads/ID}
     * @param secrets have what keys of encrypted titles, and URLs that give secrets away, are sealed with
     * @param random strong, since names are not to be guessed
     */
    public static TranscodeFunction over(
            Tables tables,
            ObjectStore objects,
            ObjectReader uploads,
            SecretStore secrets,
            TranscodeJobs jobs,
            InstantSource clock,
            RandomGenerator random) {
        SecureRandom sealing = new SecureRandom();
        ContentKeys keys = new ContentKeys(tables.catalog(), secrets, sealing, clock);
        SourceSeal seal = new SourceSeal(secrets, ContentKeys.SEAL, sealing);
        Catalog catalog = new Catalog(
                new Channels(tables.catalog(), seal),
                new Movies(tables.catalog(), seal),
                new SeriesShelf(tables.catalog(), seal));
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
                new FilmTexts(uploads, clock),
                keys,
                Ladder.SMALL,
                clock,
                random));
        String sweeper = SWEEPER + HexFormat.of().toHexDigits(random.nextLong());
        BooleanSupplier restoring = new RestoreWatch(tables.accounts(), clock);
        return new TranscodeFunction(
                transcoding,
                new TitleSweeper(sweeper, RETENTION, assets, new TitleObjects(objects), keys, leases, restoring, clock),
                restoring);
    }
}
