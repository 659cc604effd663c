package dev.headwater.core.playback.session;

import dev.headwater.core.account.ClientIdentity;
import java.time.Instant;

/**
 * One playback that holds, or held, a connection of its line.
 *
 * @param id opaque, as {@link dev.headwater.core.playback.ticket.Ticket#sessionId()}
 * @param content id of what it plays
 * @param startedAt when it last took a connection
 * @param leaseUntil when the connection lapses unless renewed
 */
public record Session(String id, int content, ClientIdentity client, Instant startedAt, Instant leaseUntil) {
    public boolean isLive(Instant now) {
        return leaseUntil.isAfter(now);
    }

    Session renewed(Instant until) {
        return new Session(id, content, client, startedAt, until);
    }
}
