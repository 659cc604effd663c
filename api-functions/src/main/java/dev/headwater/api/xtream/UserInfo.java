package dev.headwater.api.xtream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headwater.core.account.Line;
import dev.headwater.core.playback.StreamFormat;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;

/**
 * {@code user_info}: every field, always; counts and times as strings, {@code auth} as a number, as real panels send
 * them.
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record UserInfo(
        String username,
        String password,
        String message,
        int auth,
        String status,
        String expDate,
        String isTrial,
        String activeCons,
        String createdAt,
        String maxConnections,
        List<String> allowedOutputFormats) {

    /**
     * For "never": several apps turn null into 1970 or throw, and some read seconds into 32 bits, which end a little
     * later than this (2038-01-01).
     */
    private static final Instant NEVER = Instant.ofEpochSecond(2_145_916_800L);

    /**
     * That of a line.
     *
     * @param password as the app sent it
     * @param formats that play
     */
    static UserInfo of(Line line, String password, int activeConnections, List<StreamFormat> formats, Instant now) {
        Instant expiresAt = line.expiresAt();
        return new UserInfo(
                line.name(),
                password,
                "",
                1,
                line.statusAt(now).wire(),
                seconds(expiresAt == null ? NEVER : expiresAt),
                line.trial() ? "1" : "0",
                Integer.toString(activeConnections),
                seconds(line.createdAt()),
                Integer.toString(line.limit().connections()),
                formats.stream().map(StreamFormat::wire).toList());
    }

    private static String seconds(Instant instant) {
        return Long.toString(instant.getEpochSecond());
    }
}
