package dev.headwater.api.xtream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headwater.api.listing.Wire;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Season;
import dev.headwater.core.catalog.Series;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A season in {@code get_series_info}.
 *
 * @param airDate left out where unknown: empty, null and zeros each break an app
 * @param id follows from series and number; no call takes it
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record SeasonRow(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String airDate,
        int episodeCount,
        int id,
        String name,
        String overview,
        int seasonNumber,
        double voteAverage,
        String cover,
        String coverBig) {
    /** More than any season is numbered: ids of neighbours in the catalogue do not meet. */
    private static final long NUMBERS = 100_000;

    /**
     * @param told what is known of it; empty: only that it has episodes
     * @param episodes of it
     */
    static SeasonRow of(Series series, int number, Optional<Season> told, List<Episode> episodes) {
        String cover = Wire.text(told.map(Season::cover).orElse(series.listed().image()));
        return new SeasonRow(
                told.map(Season::firstAired)
                        .or(() -> firstReleased(episodes))
                        .map(LocalDate::toString)
                        .orElse(null),
                episodes.size(),
                (int) ((series.id() * NUMBERS + number) % Integer.MAX_VALUE) + 1,
                told.map(Season::name).filter(name -> !name.isBlank()).orElseGet(() -> name(number)),
                told.map(Season::overview).orElse(""),
                number,
                series.details().rating(),
                cover,
                cover);
    }

    private static String name(int number) {
        return number == 0 ? "Specials" : "Season " + number;
    }

    private static Optional<LocalDate> firstReleased(List<Episode> episodes) {
        return episodes.stream()
                .map(episode -> episode.details().released())
                .filter(Objects::nonNull)
                .min(LocalDate::compareTo);
    }
}
