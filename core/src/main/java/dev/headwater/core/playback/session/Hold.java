package dev.headwater.core.playback.session;

import java.time.Duration;

/**
 * How a playback holds its connection.
 *
 * @param refreshSeconds how often its player asks at the latest while it plays; 0: it may never ask again
 * @param leaseSeconds how long the connection is held without a request
 */
public record Hold(Kind kind, int refreshSeconds, int leaseSeconds) {
    private static final int LIVE_LEASE = 30;
    private static final int VOD_LEASE = 120;

    /** What is played. */
    public enum Kind {
        LIVE,
        /** A film in segments: its player runs ahead, and is silent meanwhile. */
        VOD,
        /** A film as one file: once its player has found it, we hear of it no more. */
        FILE
    }

    /** @param targetDuration seconds */
    public static Hold live(int targetDuration) {
        return new Hold(Kind.LIVE, targetDuration, LIVE_LEASE);
    }

    /** @param targetDuration seconds */
    public static Hold vod(int targetDuration) {
        return new Hold(Kind.VOD, targetDuration, VOD_LEASE);
    }

    /** @param length of the film: as long as it may run */
    public static Hold file(Duration length) {
        return new Hold(Kind.FILE, 0, Math.toIntExact(Math.max(VOD_LEASE, length.toSeconds() + 1)));
    }

    Duration lease() {
        return Duration.ofSeconds(leaseSeconds);
    }

    /** A lease is written anew only when less than this remains, three fifths of it: most requests write nothing. */
    Duration renewBelow() {
        return Duration.ofMillis(leaseSeconds * 600L);
    }

    boolean isFile() {
        return kind == Kind.FILE;
    }
}
