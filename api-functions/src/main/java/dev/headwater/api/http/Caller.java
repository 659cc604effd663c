package dev.headwater.api.http;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.playback.PublicHost;

/**
 * Who asks, and where it reaches us.
 *
 * @param host as links, server_info and edges without a host of their own are to name it
 * @param basePath what path-absolute URIs begin with; empty or {@code /…}
 */
public record Caller(ClientIdentity client, PublicHost host, String basePath) {

    /** What URLs of ours begin with: scheme, host, port and base path, without a slash at its end. */
    public String base() {
        return host.base() + basePath;
    }
}
