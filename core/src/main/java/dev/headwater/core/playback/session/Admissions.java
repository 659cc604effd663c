package dev.headwater.core.playback.session;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.ConnectionLimit.WhenFull;
import dev.headwater.core.playback.session.Admission.Admitted;
import dev.headwater.core.playback.session.Admission.Reason;
import dev.headwater.core.playback.session.Admission.Refused;
import dev.headwater.core.playback.session.LineSessions.Closed;
import dev.headwater.core.playback.session.LineSessions.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who may hold a connection of a line: never more sessions than its limit, but for one overlap, in which it is one more.
 * Pure functions of what is stored, the limit and the time.
 *
 * <p>A free connection is taken first. In a full line a device makes room for itself: its newcomer is let in at once, and
 * when the overlap is over the session of that device goes that has not been heard of meanwhile, which is the one it zapped
 * away from. Another device puts out one of its own address, or else the oldest; so that two devices can not take turns at
 * that, who was put out has to wait a minute.
 */
final class Admissions {
    /** A film's player that runs ahead may be silent though it plays. */
    private static final Comparator<Session> LIVE_LAST =
            Comparator.comparing(session -> session.hold().kind() == Hold.Kind.LIVE);

    private Admissions() {}

    /** What a request leads to; renews the lease of a session that has a connection where that is due. */
    static Admission admit(LineSessions stored, Request request, ConnectionLimit limit, Instant now) {
        LineSessions sessions = settle(stored, limit, now);
        Optional<Closed> closed = sessions.findClosed(request.id(), now);
        boolean isBack = request.comesIn() && closed.filter(Closed::madeRoom).isPresent();
        if (closed.isPresent() && !isBack) {
            return new Refused(sessions, closed.get().madeRoom() ? Reason.PUT_OUT : Reason.DEAD);
        }
        Optional<Session> own = sessions.find(request.id());
        if (own.isPresent() && own.get().isLive(now)) {
            return new Admitted(renewIfDue(sessions, own.get(), now));
        }
        // A player that was paused for long comes back with its old ticket; any other ticket has to be fresh.
        if (own.isEmpty()
                && !request.ticketIssued().plus(LineSessions.TAKE_WITHIN).isAfter(now)) {
            return new Refused(sessions, Reason.DEAD);
        }
        return newcomer(isBack ? sessions.reopening(request.id()) : sessions, request, limit, now);
    }

    /** What has come of the time that has passed, and of a lowered limit. */
    static LineSessions settle(LineSessions stored, ConnectionLimit limit, Instant now) {
        Overlap overlap = stored.overlap();
        int connections = limit.connections();
        long live = stored.countLive(now);
        if (live <= connections) {
            return overlap == null ? stored : stored.withOverlap(null);
        }
        if (overlap != null && overlap.until().isAfter(now)) {
            return putOutOldest(stored, live - connections - 1, now);
        }
        LineSessions decided = overlap == null ? stored : decide(stored.withOverlap(null), overlap, limit, now);
        return putOutOldest(decided, decided.countLive(now) - connections, now);
    }

    private static LineSessions putOutOldest(LineSessions sessions, long count, Instant now) {
        LineSessions next = sessions;
        for (long i = 0; i < count; i++) {
            next = next.puttingOut(next.live(now).getFirst(), now);
        }
        return next;
    }

    /** At the end of an overlap one session of the device goes. */
    private static LineSessions decide(LineSessions sessions, Overlap overlap, ConnectionLimit limit, Instant now) {
        List<Session> ofDevice = sessions.live(now).stream()
                .filter(s -> s.client().equals(overlap.device()))
                .toList();
        Optional<Session> silent = ofDevice.stream()
                .filter(s -> s.seenAt().isBefore(overlap.began()))
                .max(LIVE_LAST.thenComparing(LineSessions.FIRST_STARTED));
        if (silent.isPresent()) {
            return sessions.closing(List.of(silent.get()), true, now);
        }
        Optional<Session> gone = ofDevice.stream()
                .filter(s -> isSuccessor(s, overlap) && hasNotAskedAgain(s) && hadTimeToAsk(s, overlap))
                .findFirst();
        if (gone.isPresent()) {
            return sessions.closing(List.of(gone.get()), true, now);
        }
        // All of them really play. Where somebody was put out a moment ago, this must not become a war.
        if (limit.whenFull() == WhenFull.REFUSE || sessions.anyPutOut(now)) {
            return sessions.find(overlap.successor())
                    .map(newest -> sessions.closing(List.of(newest), true, now))
                    .orElse(sessions);
        }
        return ofDevice.stream()
                .min(LineSessions.FIRST_STARTED)
                .map(oldest -> sessions.puttingOut(oldest, now))
                .orElse(sessions);
    }

    private static boolean isSuccessor(Session session, Overlap overlap) {
        return session.id().equals(overlap.successor());
    }

    private static boolean hasNotAskedAgain(Session session) {
        return !session.hold().isFile() && session.seenAt().equals(session.startedAt());
    }

    /** One that came late in the overlap may be about to. */
    private static boolean hadTimeToAsk(Session session, Overlap overlap) {
        return !session.startedAt()
                .plusSeconds(session.hold().refreshSeconds() + 1L)
                .isAfter(overlap.until());
    }

    private static LineSessions renewIfDue(LineSessions sessions, Session own, Instant now) {
        Overlap overlap = sessions.overlap();
        boolean isListenedFor = overlap != null
                && own.client().equals(overlap.device())
                && (own.seenAt().isBefore(overlap.began()) || (isSuccessor(own, overlap) && hasNotAskedAgain(own)))
                && own.seenAt().isBefore(now);
        boolean isDue = own.leaseUntil().isBefore(now.plus(own.hold().renewBelow()));
        return isListenedFor || isDue ? sessions.replacing(own, own.renewed(now)) : sessions;
    }

    private static Admission newcomer(LineSessions stored, Request request, ConnectionLimit limit, Instant now) {
        LineSessions others = withoutFilesOf(request.client(), stored.without(request.id()), now);
        Session taken = new Session(
                request.id(),
                request.content(),
                request.client(),
                request.hold(),
                now,
                now,
                now.plus(request.hold().lease()));
        Overlap overlap = others.overlap();
        if (others.countLive(now) < limit.connections()) {
            return new Admitted(others.with(taken, limit.connections(), now));
        }
        if (overlap == null && holdsOne(others, request.client(), now)) {
            Overlap begun =
                    new Overlap(request.client(), taken.id(), now, now.plus(overlapLength(others, request, now)));
            return new Admitted(others.with(taken, limit.connections(), now).withOverlap(begun));
        }
        if (overlap != null && overlap.device().equals(request.client())) {
            List<Session> before = others.find(overlap.successor()).stream().toList();
            return new Admitted(others.closing(before, true, now)
                    .with(taken, limit.connections(), now)
                    .withOverlap(overlap.withSuccessor(taken.id())));
        }
        return putOutFor(taken, others, limit, now);
    }

    /** A device that begins something else has left the file it played: nothing else would ever say so. */
    private static LineSessions withoutFilesOf(ClientIdentity device, LineSessions sessions, Instant now) {
        List<Session> files = sessions.live(now).stream()
                .filter(s -> s.hold().isFile() && s.client().equals(device))
                .toList();
        return files.isEmpty() ? sessions : sessions.closing(files, true, now);
    }

    /** Twice the time after which a player asks again, and one second more: who has not been heard of by then is silent. */
    private static Duration overlapLength(LineSessions sessions, Request request, Instant now) {
        int slowest = sessions.live(now).stream()
                .filter(s -> s.client().equals(request.client()))
                .mapToInt(s -> s.hold().refreshSeconds())
                .reduce(request.hold().refreshSeconds(), Math::max);
        return Duration.ofSeconds(2L * slowest + 1);
    }

    private static Admission putOutFor(Session taken, LineSessions sessions, ConnectionLimit limit, Instant now) {
        ClientIdentity device = taken.client();
        boolean holdsOne = holdsOne(sessions, device, now);
        if (!holdsOne && limit.whenFull() == WhenFull.REFUSE) {
            return new Refused(sessions, Reason.FULL);
        }
        if (!holdsOne && sessions.isPutOut(device, now)) {
            return new Refused(sessions, Reason.IN_USE);
        }
        // While another device has its overlap, this one can have none: it makes room for itself at once.
        Session victim = latest(sessions, s -> s.client().equals(device), now)
                .or(() -> oldest(sessions, s -> s.client().address().equals(device.address()), now))
                .or(() -> oldest(sessions, s -> true, now))
                .orElseThrow();
        LineSessions next = holdsOne ? sessions.closing(List.of(victim), true, now) : sessions.puttingOut(victim, now);
        return new Admitted(next.with(taken, limit.connections(), now));
    }

    private static boolean holdsOne(LineSessions sessions, ClientIdentity device, Instant now) {
        return sessions.entries().stream()
                .anyMatch(s -> s.isLive(now) && s.client().equals(device));
    }

    private static Optional<Session> oldest(LineSessions sessions, Predicate<Session> which, Instant now) {
        return sessions.live(now).stream().filter(which).findFirst();
    }

    private static Optional<Session> latest(LineSessions sessions, Predicate<Session> which, Instant now) {
        return sessions.live(now).stream().filter(which).max(Comparator.comparing(Session::startedAt));
    }
}
