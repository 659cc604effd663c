package dev.headwater.core.playback.ticket;

import java.time.Instant;
import java.util.Locale;

/**
 * The right to one playback, carried in the path of every URI an app sees instead of a password.
 *
 * @param line id of the line
 * @param session 64 random bits naming the playback
 * @param content id of the channel
 * @param issued whole milliseconds
 * @param notAfter whole seconds
 */
public record Ticket(int line, long session, int content, Instant issued, Instant notAfter) {
    /** The session as operators see it. */
    public String sessionId() {
        return String.format(Locale.ROOT, "%016x", session);
    }
}
