package dev.headwater.core.subscriber;

import dev.headwater.core.account.Line;
import dev.headwater.core.account.Lines;
import dev.headwater.core.playback.session.Session;
import dev.headwater.core.playback.session.Sessions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands out and erases all that is stored of a line: what a subscriber may ask for by law in many countries. */
public final class SubscriberData {
    private final Lines lines;
    private final Sessions sessions;
    private final List<Traces> traces;
    private final InstantSource clock;

    /** @param traces of each kind, beside lines and sessions */
    public SubscriberData(Lines lines, Sessions sessions, List<Traces> traces, InstantSource clock) {
        this.lines = lines;
        this.sessions = sessions;
        this.traces = List.copyOf(traces);
        this.clock = clock;
    }

    /** Everything of a line at a moment. The password is in none of its forms part of it. */
    public record Export(Instant at, Account line, List<Playback> sessions, List<Traces.Trace> traces) {
        public Export {
            sessions = List.copyOf(sessions);
            traces = List.copyOf(traces);
        }
    }

    /**
     * The line itself.
     *
     * @param expires null: never
     */
    public record Account(
            int id,
            String name,
            Instant created,
            Instant passwordSince,
            @Nullable Instant expires,
            String state,
            boolean trial,
            List<String> bouquets,
            int connections,
            boolean adult,
            String catchup) {
        public Account {
            bouquets = List.copyOf(bouquets);
        }
    }

    /** One playback that is remembered. */
    public record Playback(int content, String address, String agent, Instant started, Instant seen) {}

    /** Empty: there is no line of that name. */
    public Optional<Export> export(String name) {
        return lines.findByName(name)
                .map(line -> new Export(
                        clock.instant(),
                        account(line),
                        sessions.known(line.id()).stream()
                                .map(SubscriberData::playback)
                                .toList(),
                        traces.stream()
                                .flatMap(one -> one.of(line.id(), name).stream())
                                .toList()));
    }

    /**
     * Erases all of a line: it can not log in any more, and its name is free. What is broken off can be asked for again
     * as long as the line is there. Empty: there is no line of that name.
     */
    public Optional<Line> erase(String name) {
        Optional<Line> found = lines.findByName(name);
        found.ifPresent(line -> {
            traces.forEach(one -> one.erase(line.id(), name));
            lines.remove(name);
            // Last: until the line was gone it could have begun another one.
            sessions.forget(line.id());
            traces.forEach(one -> one.erase(line.id(), name));
        });
        return found;
    }

    private Account account(Line line) {
        return new Account(
                line.id(),
                line.name(),
                line.createdAt(),
                line.passwordSince(),
                line.expiresAt(),
                line.statusAt(clock.instant()).name().toLowerCase(Locale.ROOT),
                line.trial(),
                line.bouquets(),
                line.limit().connections(),
                line.lists().adult(),
                line.lists().catchup().name().toLowerCase(Locale.ROOT));
    }

    private static Playback playback(Session session) {
        return new Playback(
                session.content(),
                session.client().address(),
                session.client().userAgent(),
                session.startedAt(),
                session.seenAt());
    }
}
