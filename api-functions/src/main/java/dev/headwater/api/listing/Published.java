package dev.headwater.api.listing;

import java.util.List;
import java.util.Map;

/**
 * What stands ready for a bouquet set.
 *
 * @param bouquets names of the set
 * @param change the change of the catalogue it shows
 * @param documents object key by document name; equal contents have equal keys
 */
record Published(List<String> bouquets, long change, Map<String, String> documents) {
    Published {
        bouquets = List.copyOf(bouquets);
        documents = Map.copyOf(documents);
    }
}
