package dev.headwater.core.playback.session;

import dev.headwater.core.account.ClientIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of one line, and the rules they live by. A value: each method returns what is to be stored next, and the
 * caller writes it by compare-and-set, so the limit holds exactly however many ask at once.
 *
 * @param entries live ones and lapsed ones
 * @param closed sessions that were ended, remembered for {@link #CLOSED_FOR} so that their tickets stay dead
 */
public record LineSessions(List<Session> entries, List<Closed> closed) {
    /** How long a connection is held without a request. */
    public static final Duration LEASE = Duration.ofSeconds(30);
    /** A lease is written anew only when less than this remains: most requests write nothing. */
    public static final Duration RENEW_BELOW = Duration.ofSeconds(18);
    /** Only a ticket younger than this may take a connection; an older one renews its own entry. */
    public static final Duration TAKE_WITHIN = Duration.ofSeconds(60);

    static final Duration CLOSED_FOR = Duration.ofSeconds(90);
    private static final Duration LAPSED_FOR = Duration.ofHours(6);
    private static final int LAPSED_KEPT = 16;
    private static final int CLOSED_KEPT = 500;

    public static final LineSessions NONE = new LineSessions(List.of(), List.of());

    public LineSessions {
        entries = List.copyOf(entries);
        closed = List.copyOf(closed);
    }

    /** A session that was ended. */
    public record Closed(String id, Instant until) {}

    /** Who asks for a connection: a session of a ticket issued then. */
    public record Request(String id, int content, ClientIdentity client, Instant ticketIssued) {}

    /** What a request for a connection leads to. */
    public sealed interface Admission {
        /** What is to be stored where it differs from what was read, before the request is answered. */
        LineSessions next();

        /** It holds a connection. */
        record Admitted(LineSessions next) implements Admission {}

        /** Its ticket is dead: closed, put out, or too old to take a connection. */
        record Refused(LineSessions next) implements Admission {}
    }

    /**
     * Admits a session, renewing its lease when due. When the line is full a newcomer is let in and the session that
     * started first is put out (real panels do the same: zapping depends on it).
     *
     * @param limit connections of the line, ≥ 1
     */
    public Admission admit(Request request, int limit, Instant now) {
        if (closed.stream()
                .anyMatch(c -> c.id().equals(request.id()) && c.until().isAfter(now))) {
            return new Admission.Refused(this);
        }
        Optional<Session> own = find(request.id());
        if (own.isPresent() && own.get().isLive(now) && live(now).size() <= limit) {
            return new Admission.Admitted(renewIfDue(own.get(), now));
        }
        boolean mayTake =
                own.isPresent() || request.ticketIssued().plus(TAKE_WITHIN).isAfter(now);
        if (!mayTake) {
            return new Admission.Refused(this);
        }
        Instant startedAt =
                own.filter(s -> s.isLive(now)).map(Session::startedAt).orElse(now);
        Session taken = new Session(request.id(), request.content(), request.client(), startedAt, now.plus(LEASE));
        return take(taken, limit, now);
    }

    private Admission take(Session taken, int limit, Instant now) {
        List<Session> others = new ArrayList<>(live(now));
        others.removeIf(s -> s.id().equals(taken.id()));
        others.add(taken);
        others.sort(Comparator.comparing(Session::startedAt).thenComparing(s -> s.id().equals(taken.id())));
        List<Session> putOut = others.subList(0, Math.max(0, others.size() - limit));
        LineSessions next = without(taken.id()).closing(putOut, now);
        if (putOut.contains(taken)) {
            return new Admission.Refused(next);
        }
        return new Admission.Admitted(next.with(taken, limit, now));
    }

    /** The same without a session, whose ticket is dead from now on. */
    public LineSessions close(String id, Instant now) {
        return find(id).map(session -> closing(List.of(session), now)).orElse(this);
    }

    /** Sessions that hold a connection, first started first. */
    public List<Session> live(Instant now) {
        return entries.stream()
                .filter(s -> s.isLive(now))
                .sorted(Comparator.comparing(Session::startedAt))
                .toList();
    }

    private Optional<Session> find(String id) {
        return entries.stream().filter(s -> s.id().equals(id)).findFirst();
    }

    private LineSessions renewIfDue(Session own, Instant now) {
        if (!own.leaseUntil().isBefore(now.plus(RENEW_BELOW))) {
            return this;
        }
        Session renewed = own.renewed(now.plus(LEASE));
        return new LineSessions(
                entries.stream().map(s -> s.equals(own) ? renewed : s).toList(), closed);
    }

    private LineSessions without(String id) {
        return new LineSessions(entries.stream().filter(s -> !s.id().equals(id)).toList(), closed);
    }

    private LineSessions closing(List<Session> ended, Instant now) {
        List<Closed> dead = new ArrayList<>(
                closed.stream().filter(c -> c.until().isAfter(now)).toList());
        ended.forEach(s -> dead.add(new Closed(s.id(), now.plus(CLOSED_FOR))));
        // Bounded, whatever a line's apps do to one another: the oldest are the nearest to being forgotten anyway.
        dead.subList(0, Math.max(0, dead.size() - CLOSED_KEPT)).clear();
        return new LineSessions(entries.stream().filter(s -> !ended.contains(s)).toList(), dead);
    }

    /** Adds a session; of the lapsed ones the latest stay, so that a paused player finds its own again. */
    private LineSessions with(Session session, int limit, Instant now) {
        List<Session> kept = new ArrayList<>(entries.stream()
                .filter(s -> s.leaseUntil().plus(LAPSED_FOR).isAfter(now))
                .sorted(Comparator.comparing(Session::leaseUntil).reversed())
                .limit(limit + LAPSED_KEPT - 1L)
                .toList());
        kept.add(session);
        return new LineSessions(kept, closed);
    }
}
