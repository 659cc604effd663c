package dev.headwater.api.xtream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headwater.api.listing.Wire;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Episode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An episode in {@code get_series_info}.
 *
 * @param id the stream id its URL names; a string here alone
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record EpisodeRow(
        String id,
        int episodeNum,
        String title,
        String containerExtension,
        Facts info,
        List<String> subtitles,
        String customSid,
        String added,
        int season,
        String directSource) {

    /** What is told of it. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Facts(
            int tmdbId,
            String plot,
            int durationSecs,
            String duration,
            String movieImage,
            String coverBig,
            String releasedate,
            String releaseDate,
            String airDate,
            double rating,
            long bitrate,
            int season,
            @JsonInclude(JsonInclude.Include.NON_NULL) MediaFacts.@Nullable Video video,
            @JsonInclude(JsonInclude.Include.NON_NULL) MediaFacts.@Nullable Audio audio) {}

    static EpisodeRow of(Episode episode, MediaFacts facts) {
        return new EpisodeRow(
                Integer.toString(episode.id()),
                episode.number(),
                episode.title().isBlank()
                        ? String.format(Locale.ROOT, "S%02dE%02d", episode.season(), episode.number())
                        : episode.title(),
                episode.extension(),
                info(episode, episode.details(), facts),
                List.of(),
                "",
                Wire.epoch(episode.addedAt()),
                episode.season(),
                "");
    }

    private static Facts info(Episode episode, Details d, MediaFacts facts) {
        String image = Wire.text(episode.image());
        String released = Wire.date(d.released());
        return new Facts(
                d.tmdbId(),
                d.plot(),
                facts.seconds(),
                Wire.duration(facts.seconds()),
                image,
                image,
                released,
                released,
                released,
                d.rating(),
                facts.kbps(),
                episode.season(),
                facts.video(),
                facts.audio());
    }
}
