package dev.headwater.core.playback.session;

import dev.headwater.core.account.ClientIdentity;
import java.time.Instant;

/**
 * One playback that holds, or held, a connection of its line.
 *
 * @param id opaque, as {@link dev.headwater.core.playback.ticket.Ticket#sessionId()}
 * @param content id of what it plays
 * @param client the device
 * @param hold how it holds its connection
 * @param startedAt when it last took a connection
 * @param seenAt when it last wrote
 * @param leaseUntil when the connection lapses unless renewed
 */
public record Session(
        String id,
        int content,
        ClientIdentity client,
        Hold hold,
        Instant startedAt,
        Instant seenAt,
        Instant leaseUntil) {
    public boolean isLive(Instant now) {
        return leaseUntil.isAfter(now);
    }

    Session renewed(Instant now) {
        return new Session(id, content, client, hold, startedAt, now, now.plus(hold.lease()));
    }
}
