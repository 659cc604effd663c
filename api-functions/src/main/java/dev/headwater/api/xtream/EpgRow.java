package dev.headwater.api.xtream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headwater.core.catalog.Channel;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

    static EpgRow of(Channel channel, String guideId, Schedule.Show show, Instant now) {
        String end = Wire.wallClock(show.stop());
        return new EpgRow(
                id(show),
                EPG_ID,
                base64(show.title()),
                show.lang(),
                Wire.wallClock(show.start()),
                end,
                end,
                base64(show.description()),
                guideId,
                Wire.epoch(show.start()),
                Wire.epoch(show.stop()),
                Integer.toString(channel.id()),
                !show.start().isAfter(now) && show.stop().isAfter(now) ? 1 : 0,
                isArchived(channel, show, now) ? 1 : 0);
    }

    static String id(Schedule.Show show) {
        return Long.toString(Math.floorDiv(show.start().getEpochSecond(), 60L));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isArchived(Channel channel, Schedule.Show show, Instant now) {
        Instant oldest = now.minus(Duration.ofDays(channel.archiveDays()));
        return channel.archiveDays() > 0
                && show.stop().isBefore(now)
                && !show.stop().isBefore(oldest);
    }
}
