package dev.headwater.standalone.operations;

import dev.headwater.core.account.Line;
import dev.headwater.core.account.Lines;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.playback.session.Session;
import dev.headwater.core.playback.session.Sessions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** {@code session list | kick}. */
public final class SessionOperations {
    private final Sessions sessions;
    private final Lines lines;
    private final Channels channels;

    public SessionOperations(Sessions sessions, Lines lines, Channels channels) {
        this.sessions = sessions;
        this.lines = lines;
        this.channels = channels;
    }

    /** A session by its id. */
    public record ById(String id) {}

    /** A session as commands show it. */
    record View(String id, String line, int channel, String name, String address, String agent, Instant since) {}

    void register(Operations operations) {
        operations.add("session.list", Operations.None.class, none -> list());
        operations.add("session.kick", ById.class, this::kick);
    }

    private List<View> list() {
        return lines.list().stream()
                .flatMap(line -> sessions.live(line.id(), line.limit()).stream().map(session -> view(line, session)))
                .toList();
    }

    private View kick(ById by) {
        for (Line line : lines.list()) {
            for (Session session : sessions.live(line.id(), line.limit())) {
                if (session.id().equals(by.id()) && sessions.close(line.id(), by.id())) {
                    return view(line, session);
                }
            }
        }
        throw new OperationException("there is no session " + by.id() + "; see: session list");
    }

    private View view(Line line, Session session) {
        return new View(
                session.id(),
                line.name(),
                session.content(),
                channels.find(session.content()).map(Channel::name).orElse(""),
                session.client().address(),
                session.client().userAgent(),
                session.startedAt().truncatedTo(ChronoUnit.SECONDS));
    }
}
