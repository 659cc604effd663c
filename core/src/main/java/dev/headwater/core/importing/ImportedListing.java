package dev.headwater.core.importing;

import org.jspecify.annotations.Nullable;

/**
 * What lists show of something imported.
 *
 * @param key see {@link Imported#key()}
 * @param id see {@link Imported#id()}
 * @param image absolute URL; null: none
 */
public record ImportedListing(
        String key,
        int id,
        String name,
        ImportedCategory category,
        @Nullable String image,
        boolean adult) {}
