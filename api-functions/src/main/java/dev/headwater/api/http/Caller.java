package dev.headwater.api.http;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.playback.PublicHost;
import dev.headwater.core.playback.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and where it reaches us.
 *
 * @param country where it is, ISO 3166-1 alpha-2 in capitals; null: unknown
 * @param host as links, server_info and edges without a host of their own are to name it
 * @param basePath what path-absolute URIs begin with; empty or {@code /…}
 */
public record Caller(ClientIdentity client, @Nullable String country, PublicHost host, String basePath) {

    /** The same as a player; one that only looks takes no connection. */
    public Viewer viewer(boolean takesConnection) {
        return new Viewer(client, country, takesConnection);
    }

    /** What URLs of ours begin with: scheme, host, port and base path, without a slash at its end. */
    public String base() {
        return host.base() + basePath;
    }
}
