package dev.headwater.api.xtream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headwater.core.guide.Programme;
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

    static OldEpgRow of(String guideId, Programme programme) {
        return new OldEpgRow(
                EpgRow.id(programme),
                EpgRow.EPG_ID,
                EpgRow.base64(programme.title()),
                programme.lang(),
                programme.start().getEpochSecond(),
                programme.stop().getEpochSecond(),
                EpgRow.base64(EpgRow.description(programme)),
                guideId);
    }
}
