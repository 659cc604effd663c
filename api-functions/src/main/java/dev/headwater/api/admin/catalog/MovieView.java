package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Tagged;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A movie as commands show it.
 *
 * @param state unprepared, wanted, preparing, ready or failed
 * @param percent of its preparation; null: there is none
 * @param seconds how long it plays; null: not known yet
 * @param encrypted whether its segments are encrypted, and there is no MP4 of it
 * @param warning what the operator should know of what was just done
 * @param etag what it was like when it was shown, for {@code If-Match}
 */
public record MovieView(
        int id,
        String name,
        String category,
        String state,
        @Nullable Integer percent,
        @Nullable Long seconds,
        @Nullable String error,
        String source,
        @Nullable String image,
        boolean adult,
        boolean encrypted,
        @Nullable Instant from,
        @Nullable Instant until,
        Set<String> countries,
        String plot,
        String genre,
        @Nullable LocalDate released,
        double rating,
        int tmdb,
        String imdb,
        @Nullable String warning,
        String etag)
        implements Tagged {}
