package dev.headwater.api.admin.line;

import dev.headwater.api.admin.Secret;
import dev.headwater.api.admin.Tagged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line as commands show it.
 *
 * @param state active, banned, disabled or expired
 * @param whenFull put-out or refuse: what becomes of one playback more than {@code connections}
 * @param adult whether its lists show what is for adults
 * @param catchup default, xc or shift: how its playlists tell of the past
 * @param expires null: never
 * @param password only where it was asked for
 * @param warning what the operator should know of what was just done
 * @param owner the name of the reseller it belongs to; null: none
 * @param ownerId their id
 * @param etag what it was like when it was shown, for {@code If-Match}
 */
public record LineView(
        int id,
        String name,
        String state,
        List<String> bouquets,
        int connections,
        String whenFull,
        boolean adult,
        String catchup,
        @Nullable Instant expires,
        @Secret @Nullable String password,
        @Secret @Nullable LineLinks links,
        @Nullable String warning,
        @Nullable String owner,
        @Nullable Integer ownerId,
        String etag)
        implements Tagged {

    @Override
    public String toString() {
        return "LineView[" + name + "]";
    }
}
