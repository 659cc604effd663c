package dev.headwater.api.imports;

import dev.headwater.api.listing.PublishRequests;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.fetch.AddressGuard;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.Tables;
import dev.headwater.core.vod.Assets;
import java.time.InstantSource;

/**
 * What imports stand on.
 *
 * @param contentIds of channels, films and episodes
 * @param resolver of the hosts that lists are fetched from
 * @param catalogueChanged told after a change was noted for publishing
 */
public record ImportParts(
        Tables tables,
        Catalog catalog,
        Categories categories,
        Bouquets bouquets,
        LinesJob.LineParts lines,
        Assets assets,
        IdSequence contentIds,
        IdSequence seriesIds,
        Leases leases,
        PublishRequests publishRequests,
        AddressGuard.Resolver resolver,
        InstantSource clock,
        Runnable catalogueChanged) {}
