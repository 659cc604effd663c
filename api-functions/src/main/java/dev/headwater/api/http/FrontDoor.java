package dev.headwater.api.http;

import dev.headwater.core.playback.PublicUrl;
import org.jspecify.annotations.Nullable;

/**
 * How requests reach us.
 *
 * @param publicUrl where viewers reach us; null: by the host each names
 * @param trustedProxies whose word on that, and on who asks, is taken
 * @param countries how it is found out where viewers are
 */
public record FrontDoor(@Nullable PublicUrl publicUrl, TrustedProxies trustedProxies, ViewerCountries countries) {
    /** By whatever host, without a proxy. */
    public static final FrontDoor DIRECT = new FrontDoor(null, TrustedProxies.NONE, ViewerCountries.DEFAULT);

    public BasePath basePath() {
        return new BasePath(publicUrl == null ? "" : publicUrl.basePath());
    }
}
