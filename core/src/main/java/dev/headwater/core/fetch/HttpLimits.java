package dev.headwater.core.fetch;

import java.time.Duration;

/**
 * How long a server is waited for.
 *
 * @param connect for a connection
 * @param stall for the next byte, and for the whole of an answer's head
 */
public record HttpLimits(Duration connect, Duration stall) {
    public static final HttpLimits DEFAULT = new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(10));

    int connectMillis() {
        return (int) connect.toMillis();
    }

    public int stallMillis() {
        return (int) stall.toMillis();
    }

    String nothingCame() {
        return "nothing has come for " + Math.max(1, stall.toSeconds()) + " s";
    }
}
