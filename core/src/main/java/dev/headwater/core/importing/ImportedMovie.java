package dev.headwater.core.importing;

import dev.headwater.core.catalog.Details;
import dev.headwater.core.media.Source;

/** A film. */
public record ImportedMovie(ImportedListing listing, Details details, Source source) implements Imported {
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
