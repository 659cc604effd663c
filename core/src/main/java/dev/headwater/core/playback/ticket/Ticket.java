package dev.headwater.core.playback.ticket;

import dev.headwater.core.archive.Span;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The right to one playback, carried in the path of every URI an app sees instead of a password.
 *
 * @param line id of the line
 * @param session 64 random bits naming the playback
 * @param content id of the channel
 * @param issued whole milliseconds
 * @param notAfter whole seconds
 * @param span which piece of the channel's past; null: what it shows now, or a film
 */
public record Ticket(
        int line,
        long session,
        int content,
        Instant issued,
        Instant notAfter,
        @Nullable Span span) {
    /** For what is no channel's past. */
    public Ticket(int line, long session, int content, Instant issued, Instant notAfter) {
        this(line, session, content, issued, notAfter, null);
    }

    /** The session as operators see it. */
    public String sessionId() {
        return String.format(Locale.ROOT, "%016x", session);
    }
}
