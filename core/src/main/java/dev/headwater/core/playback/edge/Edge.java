package dev.headwater.core.playback.edge;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host that serves segments.
 *
 * @param name as operators call it
 * @param scheme {@code http} or {@code https}
 * @param host null: the host by which the viewer reached us
 * @param weight its share of the channels and viewers; 0 takes none
 * @param state whether it is to be named in redirects
 */
public record Edge(String name, String scheme, @Nullable String host, int port, int weight, State state) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int DEFAULT_HTTP = 80;
    private static final int DEFAULT_HTTPS = 443;

    /** Whether an edge takes viewers. */
    public enum State {
        UP,
        DRAINING,
        DOWN
    }

    public Edge {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an edge's name is 1 to 64 of A-Z a-z 0-9 . _ -");
        }
    }

    public Edge inState(State newState) {
        return new Edge(name, scheme, host, port, weight, newState);
    }

    public boolean takesViewers() {
        return state == State.UP && weight > 0;
    }

    /** Scheme, host and port as a viewer reaches it who reached us by {@code viewerHost} (without a port). */
    public String base(String viewerHost) {
        String authority = host == null ? viewerHost : host;
        boolean isDefault = port == (scheme.equals("https") ? DEFAULT_HTTPS : DEFAULT_HTTP);
        return scheme + "://" + authority + (isDefault ? "" : ":" + port);
    }
}
