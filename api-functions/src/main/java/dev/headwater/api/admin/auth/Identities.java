package dev.headwater.api.admin.auth;

import dev.headwater.core.admin.Caller;
import java.time.Instant;
import java.util.Optional;

/** Who there is, as it stands now: an access token says who somebody was when it was made, not what they still may. */
public interface Identities {
    /**
     * A person.
     *
     * @param since a claim of the token that names them, see {@link dev.headwater.core.admin.Administrator#admits}
     * @return empty: gone, disabled, or the token was revoked
     */
    Optional<Caller> person(int id, Instant since);

    /**
     * A script.
     *
     * @param presented as it was sent
     * @return empty: no such key, or it has expired
     */
    Optional<Caller> key(String presented);
}
