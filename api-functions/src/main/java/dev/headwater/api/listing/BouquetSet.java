package dev.headwater.api.listing;

import dev.headwater.core.account.Bouquet;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The bouquets of a line as a set: lines with the same set share every listing.
 *
 * @param names sorted; just {@code all} where that is among them
 */
public record BouquetSet(List<String> names) {
    public BouquetSet {
        names = List.copyOf(names);
    }

    public static BouquetSet of(Collection<String> bouquets) {
        return bouquets.contains(Bouquet.ALL)
                ? new BouquetSet(List.of(Bouquet.ALL))
                : new BouquetSet(List.copyOf(new TreeSet<>(bouquets)));
    }

    /** Names its folder and its item: the same for equal sets, of {@code [a-z0-9]}. */
    public String key() {
        return names.equals(List.of(Bouquet.ALL)) ? Bouquet.ALL : Hashes.of(String.join("\n", names));
    }
}
