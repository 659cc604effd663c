package dev.headwater.core.importing;

import dev.headwater.core.catalog.Details;
import dev.headwater.core.media.Source;
import org.jspecify.annotations.Nullable;

/**
 * An episode.
 *
 * @param series key of its series
 * @param name its title
 */
public record ImportedEpisode(
        String key,
        int id,
        String series,
        int season,
        int number,
        String name,
        @Nullable String image,
        Details details,
        Source source)
        implements Imported {}
