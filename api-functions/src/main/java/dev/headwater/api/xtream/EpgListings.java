package dev.headwater.api.xtream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Map;

/** The programmes of one channel, or of several by their ids. */
sealed interface EpgListings {
    /** Of the channel that was asked for; empty where there is no guide for it. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OfOne(List<EpgRow> epgListings) implements EpgListings {}

    /** Of every channel that was asked for. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OfSeveral(Map<String, List<EpgRow>> epgListings) implements EpgListings {}
}
