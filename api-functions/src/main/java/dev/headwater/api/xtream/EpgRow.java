package dev.headwater.api.xtream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headwater.api.listing.Wire;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.guide.Programme;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A programme in the answers about the guide. Ids and epochs are strings, flags are numbers, texts are base64 with
 * padding, times of day are UTC; the end stands there twice, since panels call it either.
 *
 * @param id its start in minutes since 1970: unique on its channel, and 31 bits for long
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record EpgRow(
        String id,
        String epgId,
        String title,
        String lang,
        String start,
        String end,
        String stop,
        String description,
        String channelId,
        String startTimestamp,
        String stopTimestamp,
        String streamId,
        int nowPlaying,
        int hasArchive) {
    static final String EPG_ID = "1";

    /** @param isKept whether it can be played again */
    static EpgRow of(Channel channel, String guideId, Programme programme, Instant now, boolean isKept) {
        String end = Wire.wallClock(programme.stop());
        return new EpgRow(
                id(programme),
                EPG_ID,
                base64(programme.title()),
                programme.lang(),
                Wire.wallClock(programme.start()),
                end,
                end,
                base64(description(programme)),
                guideId,
                Wire.epoch(programme.start()),
                Wire.epoch(programme.stop()),
                Integer.toString(channel.id()),
                !programme.start().isAfter(now) && programme.stop().isAfter(now) ? 1 : 0,
                isKept ? 1 : 0);
    }

    static String id(Programme programme) {
        return Long.toString(Math.floorDiv(programme.start().getEpochSecond(), 60L));
    }

    /** What else there is to say of it, in one text: there is no field for more. */
    static String description(Programme programme) {
        return programme.description().isEmpty() ? programme.subtitle() : programme.description();
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
