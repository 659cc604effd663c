package dev.headwater.api.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headwater.core.catalog.Channel;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code get_live_streams}. Which fields are strings and which numbers is no free choice: apps bind
 * {@code stream_id}, {@code num} and {@code tv_archive} to int, {@code added} and {@code category_id} to string.
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record LiveStreamRow(
        int num,
        String name,
        String streamType,
        int streamId,
        String streamIcon,
        @Nullable String epgChannelId,
        String added,
        String isAdult,
        String categoryId,
        List<Integer> categoryIds,
        String customSid,
        int tvArchive,
        String directSource,
        int tvArchiveDuration,
        String thumbnail) {

    /** @param num its place in this very answer, from 1 */
    static LiveStreamRow of(int num, Channel channel) {
        String logo = channel.listed().image();
        return new LiveStreamRow(
                num,
                channel.name(),
                "live",
                channel.id(),
                logo == null ? "" : logo,
                channel.guideId(),
                Long.toString(channel.listed().addedAt().getEpochSecond()),
                channel.listed().adult() ? "1" : "0",
                Integer.toString(channel.category()),
                List.of(channel.category()),
                "",
                channel.archiveDays() > 0 ? 1 : 0,
                "",
                channel.archiveDays(),
                "");
    }
}
