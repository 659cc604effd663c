package dev.headwater.standalone.runtime;

import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.http.TrustedProxies;
import dev.headwater.api.http.ViewerCountries;
import dev.headwater.core.playback.PublicUrl;
import dev.headwater.standalone.tls.ServerCertificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How viewers reach a server, where it is not simply the address it listens on.
 *
 * @param publicUrl of the API; null: whatever host a request names
 * @param edgeUrls of the edges in this process, in the order of their ports; those beyond are reached by the API's host
 * @param countries how it is found out where viewers are
 * @param certificate to serve https with; null: http is served
 */
public record Front(
        @Nullable PublicUrl publicUrl,
        List<PublicUrl> edgeUrls,
        TrustedProxies trustedProxies,
        ViewerCountries countries,
        @Nullable ServerCertificate certificate) {
    public static final Front DIRECT = new Front(null, List.of(), TrustedProxies.NONE, ViewerCountries.DEFAULT, null);

    public Front {
        edgeUrls = List.copyOf(edgeUrls);
        for (PublicUrl url : edgeUrls) {
            if (!url.basePath().isEmpty()) {
                throw new IllegalArgumentException("the URL of an edge has no path: " + url.base());
            }
        }
    }

    FrontDoor door() {
        return new FrontDoor(publicUrl, trustedProxies, countries);
    }

    /** Whether viewers come from elsewhere, whatever the address is that we listen on. */
    boolean isOpen() {
        return publicUrl != null || !trustedProxies.isEmpty();
    }

    String scheme() {
        return certificate == null ? "http" : "https";
    }
}
