package dev.headwater.api.xtream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headwater.core.playback.PublicHost;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * {@code server_info}: apps rebuild their base URL from it, so it names the host they came by. Times are UTC, which spares
 * catch-up every question of time zones.
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record ServerInfo(
        String url,
        String port,
        String httpsPort,
        String serverProtocol,
        String rtmpPort,
        String timezone,
        long timestampNow,
        String timeNow,
        boolean process) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    static ServerInfo of(PublicHost host, Instant now) {
        boolean https = host.scheme().equals("https");
        String port = Integer.toString(host.port());
        return new ServerInfo(
                host.host(),
                https ? "80" : port,
                https ? port : "443",
                host.scheme(),
                // There is no RTMP, but an empty or missing port breaks apps.
                "1935",
                "UTC",
                now.getEpochSecond(),
                TIME.format(now),
                true);
    }
}
