package dev.headwater.api.xtream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/** A programme as {@code panel_api.php} had it: start and end in seconds since 1970, as numbers. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record OldEpgRow(
        String id,
        String epgId,
        String title,
        String lang,
        long start,
        long end,
        String description,
        String channelId) {

    static OldEpgRow of(String guideId, Schedule.Show show) {
        return new OldEpgRow(
                EpgRow.id(show),
                EpgRow.EPG_ID,
                EpgRow.base64(show.title()),
                show.lang(),
                show.start().getEpochSecond(),
                show.stop().getEpochSecond(),
                EpgRow.base64(show.description()),
                guideId);
    }
}
