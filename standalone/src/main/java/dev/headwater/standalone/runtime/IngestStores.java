package dev.headwater.standalone.runtime;

import dev.headwater.api.runtime.Services;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.catalog.SourceSeal;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.Tables;
import dev.headwater.core.takedown.Takedowns;
import dev.headwater.core.vod.Assets;
import java.security.SecureRandom;
import java.time.InstantSource;

/** What workers use of a headend. Of its secrets they have one: what keys of channels and films are sealed with. */
record IngestStores(
        Tables tables,
        ObjectStore objects,
        Catalog catalog,
        Takedowns takedowns,
        Demands demands,
        LiveWindows windows,
        Leases leases,
        Assets assets,
        ContentKeys keys,
        InstantSource clock) {

    /** Beside a server, which tells its worker at once what is wanted. */
    static IngestStores of(Services services) {
        return new IngestStores(
                services.tables(),
                services.objects(),
                services.catalog(),
                services.takedowns(),
                services.demands(),
                services.windows(),
                services.leases(),
                services.assets(),
                services.contentKeys(),
                services.clock());
    }

    /** In a process of its own. */
    static IngestStores over(Tables tables, ObjectStore objects, SecretStore secrets, InstantSource clock) {
        SourceSeal seal = new SourceSeal(secrets, ContentKeys.SEAL, new SecureRandom());
        Catalog catalog = new Catalog(
                new Channels(tables.catalog(), seal),
                new Movies(tables.catalog(), seal),
                new SeriesShelf(tables.catalog(), seal));
        return new IngestStores(
                tables,
                objects,
                catalog,
                new Takedowns(tables.accounts(), catalog, clock),
                new Demands(tables.sessions(), clock),
                new LiveWindows(tables.sessions()),
                new Leases(tables.sessions(), clock),
                new Assets(tables.catalog(), clock),
                new ContentKeys(tables.catalog(), secrets, new SecureRandom(), clock),
                clock);
    }
}
