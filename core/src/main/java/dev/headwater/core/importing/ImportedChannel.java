package dev.headwater.core.importing;

import dev.headwater.core.media.Source;
import org.jspecify.annotations.Nullable;

/**
 * A live stream.
 *
 * @param position its number, or its place in the list
 * @param guideId null: none
 * @param archiveDays how many days its source keeps for catch-up
 */
public record ImportedChannel(
        ImportedListing listing, int position, @Nullable String guideId, int archiveDays, boolean radio, Source source)
        implements Imported {
    @Override
    public String key() {
        return listing.key();
    }

    @Override
    public String name() {
        return listing.name();
    }

    @Override
    public int id() {
        return listing.id();
    }
}
