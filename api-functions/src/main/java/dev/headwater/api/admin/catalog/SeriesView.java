package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Tagged;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A series as commands show it.
 *
 * @param episodes null: they were not asked for
 * @param etag what it was like when it was shown, for {@code If-Match}
 */
public record SeriesView(
        int id,
        String name,
        String category,
        @Nullable String image,
        boolean adult,
        @Nullable Instant from,
        @Nullable Instant until,
        Set<String> countries,
        String plot,
        String genre,
        @Nullable LocalDate released,
        double rating,
        int tmdb,
        @Nullable List<EpisodeView> episodes,
        String etag)
        implements Tagged {

    /**
     * An episode as commands show it.
     *
     * @param series name of its series
     * @param state unprepared, wanted, preparing, ready or failed
     * @param percent of its preparation; null: there is none
     * @param seconds how long it plays; null: not known yet
     * @param encrypted as of a movie
     * @param warning what the operator should know of what was just done
     * @param etag what it was like when it was shown, for {@code If-Match}
     */
    public record EpisodeView(
            int id,
            String series,
            int season,
            int episode,
            String title,
            String state,
            @Nullable Integer percent,
            @Nullable Long seconds,
            @Nullable String error,
            String source,
            boolean encrypted,
            @Nullable String warning,
            String etag)
            implements Tagged {}
}
