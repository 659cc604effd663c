package dev.headwater.core.fetch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

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

    /** @throws FetchException where the deadline, in ns of the monotonic clock, has passed */
    int millisUntil(long deadline, int atMost) throws FetchException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw FetchException.stalled(this);
        }
        return (int) Math.min(left, atMost);
    }

    public String nothingCame() {
        return "nothing has come for " + Math.max(1, stall.toSeconds()) + " s";
    }
}
