package dev.headwater.api.xtream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.headwater.api.listing.Wire;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Season;
import dev.headwater.core.catalog.Series;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code get_series_info}: all three parts, always.
 *
 * @param episodes by the number of their season; an object even where there are none
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record SeriesInfo(List<SeasonRow> seasons, Facts info, Map<String, List<EpisodeRow>> episodes) {
    /** For a series there is none of: its null name is what apps look at. */
    static final SeriesInfo UNKNOWN =
            new SeriesInfo(List.of(), Facts.of(null, 0, List.of(), null, Details.NONE, Instant.EPOCH), Map.of());

    /**
     * The series' row without its number and id.
     *
     * @param name null: there is no such series
     * @param episodeRunTime minutes
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Facts(
            @Nullable String name,
            String title,
            String year,
            String streamType,
            String cover,
            String plot,
            String cast,
            String director,
            String genre,
            @JsonProperty("releaseDate") String releaseDateOfOld,
            String releaseDate,
            String lastModified,
            String rating,
            @JsonProperty("rating_5based") double ratingOutOfFive,
            List<String> backdropPath,
            String youtubeTrailer,
            String episodeRunTime,
            String categoryId,
            List<Integer> categoryIds,
            String tmdb,
            int tmdbId,
            String imdbId) {

        private static Facts of(
                @Nullable String name,
                int category,
                List<Integer> categories,
                @Nullable String cover,
                Details d,
                Instant modified) {
            return new Facts(
                    name,
                    Wire.text(name),
                    Wire.year(d.released()),
                    "series",
                    Wire.text(cover),
                    d.plot(),
                    d.cast(),
                    d.director(),
                    d.genre(),
                    Wire.date(d.released()),
                    Wire.date(d.released()),
                    Wire.epoch(modified),
                    Long.toString(Math.round(d.rating())),
                    Wire.outOfFive(d.rating()),
                    d.backdrops(),
                    d.trailer(),
                    Integer.toString(Wire.minutes(d.durationSeconds())),
                    Integer.toString(category),
                    categories,
                    Integer.toString(d.tmdbId()),
                    d.tmdbId(),
                    d.imdbId());
        }
    }

    /**
     * @param category its id, as lists show it
     * @param episodes by season and number
     * @param facts of each of them
     */
    static SeriesInfo of(Series series, int category, List<Episode> episodes, Function<Episode, MediaFacts> facts) {
        Map<Integer, List<Episode>> bySeason =
                episodes.stream().collect(Collectors.groupingBy(Episode::season, TreeMap::new, Collectors.toList()));
        Map<String, List<EpisodeRow>> rows = new LinkedHashMap<>();
        bySeason.forEach((season, members) -> rows.put(
                Integer.toString(season),
                members.stream()
                        .map(episode -> EpisodeRow.of(episode, facts.apply(episode)))
                        .toList()));
        return new SeriesInfo(
                seasons(series, bySeason),
                Facts.of(
                        series.name(),
                        category,
                        List.of(category),
                        series.listed().image(),
                        series.details(),
                        series.modifiedAt()),
                rows);
    }

    private static List<SeasonRow> seasons(Series series, Map<Integer, List<Episode>> bySeason) {
        Map<Integer, Season> told =
                series.seasons().stream().collect(Collectors.toMap(Season::number, season -> season, (a, b) -> a));
        TreeSet<Integer> numbers = new TreeSet<>(told.keySet());
        numbers.addAll(bySeason.keySet());
        return numbers.stream()
                .map(number -> SeasonRow.of(
                        series,
                        number,
                        Optional.ofNullable(told.get(number)),
                        bySeason.getOrDefault(number, List.of())))
                .toList();
    }
}
