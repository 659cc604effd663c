package dev.headwater.api.admin.line;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.Lines;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Playable;
import dev.headwater.core.playback.session.Hold;
import dev.headwater.core.playback.session.Session;
import dev.headwater.core.playback.session.Sessions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code session list | kick}. */
public final class SessionOperations implements OperationGroup {
    public final Operation<ListQuery, Page<View>> list =
            Operation.lookAs("session.list", Permission.SESSIONS_READ, ListQuery.class, this::list);
    public final Operation<ById, View> kick =
            Operation.changeAs("session.kick", Permission.SESSIONS_WRITE, ById.class, this::kick);

    private static final Columns<View> COLUMNS = Columns.named(View::id)
            .text("line", View::line)
            .text("kind", View::kind)
            .number("content", View::content)
            .number("since", view -> view.since().getEpochSecond());

    private static final String CATCH_UP = "catchup";

    private final Sessions sessions;
    private final Lines lines;
    private final Catalog catalog;

    public SessionOperations(Sessions sessions, Lines lines, Catalog catalog) {
        this.sessions = sessions;
        this.lines = lines;
        this.catalog = catalog;
    }

    /** A session by its id. */
    public record ById(String id) {}

    /**
     * A session as commands show it.
     *
     * @param lineId names of lines may come again, their ids do not
     * @param kind live, catchup, movie or series; empty: what it plays is gone
     * @param content id of the channel, movie or episode
     */
    public record View(
            String id,
            String line,
            int lineId,
            String kind,
            int content,
            String name,
            String address,
            String agent,
            Instant since) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(list, kick);
    }

    private Page<View> list(Call call, ListQuery query) {
        return COLUMNS.page(all(call), query);
    }

    private List<View> all(Call call) {
        return seen(call)
                .flatMap(line -> sessions.live(line.id(), line.limit()).stream().map(session -> view(line, session)))
                .toList();
    }

    /** Lines that hold sessions, and exist for who asks: few beside all there are. */
    private Stream<Line> seen(Call call) {
        return sessions.lines().stream()
                .flatMap(id -> lines.find(id).stream())
                .filter(line -> call.caller().sees(line.owner()));
    }

    private View kick(Call call, ById by) {
        for (Line line : seen(call).toList()) {
            for (Session session : sessions.live(line.id(), line.limit())) {
                if (session.id().equals(by.id()) && sessions.close(line.id(), by.id())) {
                    return view(line, session);
                }
            }
        }
        throw OperationException.missing("there is no session " + by.id() + "; see: session list");
    }

    private View view(Line line, Session session) {
        Optional<Content> content = catalog.playable(session.content()).map(Playable::content);
        return new View(
                session.id(),
                line.name(),
                line.id(),
                content.map(c -> kind(c, session)).orElse(""),
                session.content(),
                content.map(c -> c.name() + episode(session.content())).orElse(""),
                session.client().address(),
                session.client().userAgent(),
                session.startedAt().truncatedTo(ChronoUnit.SECONDS));
    }

    /** A channel that is not watched as it goes on is watched as it was. */
    private static String kind(Content content, Session session) {
        return content.kind() == ContentKind.LIVE && session.hold().kind() != Hold.Kind.LIVE
                ? CATCH_UP
                : content.kind().wire();
    }

    /** Which of a series it is; empty: it is none. */
    private String episode(int id) {
        return catalog.series().episode(id).map(SessionOperations::label).orElse("");
    }

    private static String label(Episode episode) {
        String number = String.format(Locale.ROOT, " S%02dE%02d", episode.season(), episode.number());
        return episode.title().isEmpty() ? number : number + " " + episode.title();
    }
}
