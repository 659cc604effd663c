package dev.headwater.core.importing;

import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Season;
import java.util.List;

/**
 * A series; it comes before its episodes.
 *
 * @param complete whether its episodes could be read: else those known of it stay
 */
public record ImportedSeries(ImportedListing listing, Details details, List<Season> seasons, boolean complete)
        implements Imported {
    public ImportedSeries {
        seasons = List.copyOf(seasons);
    }

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
