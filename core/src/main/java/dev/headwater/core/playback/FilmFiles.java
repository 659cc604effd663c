package dev.headwater.core.playback;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.Line;
import dev.headwater.core.catalog.Rights;
import dev.headwater.core.playback.session.Admission;
import dev.headwater.core.playback.session.Hold;
import dev.headwater.core.playback.session.LineSessions.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Films as one file each. Players ask for the beginning, the end and what they seek to, each time anew or at the edge they
 * were sent to: one device has one session of one film, however often it asks. It can not be cut while it runs.
 */
final class FilmFiles {
    private final Films films;
    private final Connections connections;
    private final Redirects redirects;
    private final InstantSource clock;

    FilmFiles(Films films, Connections connections, Redirects redirects, InstantSource clock) {
        this.films = films;
        this.connections = connections;
        this.redirects = redirects;
        this.clock = clock;
    }

    /** @param rights of the film, or of the episode's series */
    Answer open(Line line, int film, Rights rights, Viewer viewer, PublicHost reachedBy) {
        return switch (standing(line, film, viewer)) {
            case Films.Standing.Preparing preparing
            when !mayHave(line, film, viewer) -> new Answer.Refused(Refusal.FORBIDDEN);
            case Films.Standing.Preparing preparing -> new Answer.Refused(Refusal.PREPARING);
            case Films.Standing.Failed failed -> new Answer.Refused(Refusal.FAILED);
            case Films.Standing.Ready ready -> {
                long session = session(film, viewer.client());
                Answer where = redirects.file(film, session, ready.packaged(), end(line, rights), reachedBy);
                // What leads nowhere takes no connection.
                yield where instanceof Answer.Redirect && !isAdmitted(line, film, session, ready, viewer)
                        ? new Answer.Refused(Refusal.FORBIDDEN)
                        : where;
            }
        };
    }

    private static Instant end(Line line, Rights rights) {
        return Stream.of(Optional.ofNullable(line.expiresAt()), Optional.ofNullable(rights.until()))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** Nothing is begun for who would not be let in. */
    private Films.Standing standing(Line line, int film, Viewer viewer) {
        Films.Standing standing = films.standing(film, null);
        return standing instanceof Films.Standing.Ready || !viewer.takesConnection() || !mayHave(line, film, viewer)
                ? standing
                : films.standing(film, new Asker(line, viewer.client()));
    }

    private boolean mayHave(Line line, int film, Viewer viewer) {
        Request request = request(film, session(film, viewer.client()), Duration.ZERO, viewer);
        return connections.wouldAdmit(line, request) instanceof Admission.Admitted;
    }

    private boolean isAdmitted(Line line, int film, long session, Films.Standing.Ready ready, Viewer viewer) {
        Duration length = Duration.ofMillis(ready.packaged().durationMillis());
        return connections.admit(line, request(film, session, length, viewer), viewer) instanceof Admission.Admitted;
    }

    private Request request(int film, long session, Duration length, Viewer viewer) {
        return new Request(
                HexFormat.of().toHexDigits(session), film, viewer.client(), Hold.file(length), clock.instant());
    }

    /** The same for one device and film, and for nothing else. */
    private static long session(int film, ClientIdentity device) {
        return DeviceSessions.of(Integer.toString(film), device);
    }
}
