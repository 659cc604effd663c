package dev.headwater.api.xtream;

import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.api.play.StreamFormats;
import dev.headwater.core.account.Line;
import dev.headwater.core.playback.session.Sessions;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Makes the answer to a login. */
@Singleton
final class Logins {
    private final Sessions sessions;
    private final StreamFormats formats;
    private final InstantSource clock;

    Logins(Sessions sessions, StreamFormats formats, InstantSource clock) {
        this.sessions = sessions;
        this.formats = formats;
        this.clock = clock;
    }

    LoginBody of(LineCall call) {
        Instant now = clock.instant();
        Line line = call.line();
        String password = call.parameters().credentials().password();
        int active = sessions.live(line.id(), line.limit()).size();
        return new LoginBody(
                UserInfo.of(line, password, active, formats.offered(), now),
                ServerInfo.of(call.caller().host(), now));
    }
}
