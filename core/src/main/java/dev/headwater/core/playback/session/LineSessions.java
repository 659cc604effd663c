package dev.headwater.core.playback.session;

import dev.headwater.core.account.ClientIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one line. A value: every change is a new one, which is written by compare-and-set, so that the limit
 * holds exactly however many ask at once. Who is let in and who has to go is said in {@link Admissions}.
 *
 * @param entries live ones and lapsed ones
 * @param closed sessions that were ended, remembered for {@link #CLOSED_FOR} so that their tickets stay dead
 * @param overlap null: there is none
 * @param putOut devices that lost a connection to another less than {@link #PUT_OUT_FOR} ago
 */
public record LineSessions(
        List<Session> entries,
        List<Closed> closed,
        @Nullable Overlap overlap,
        List<PutOut> putOut) {
    /** Only a ticket younger than this may take a connection; an older one renews its own entry. */
    public static final Duration TAKE_WITHIN = Duration.ofSeconds(60);

    static final Duration CLOSED_FOR = Duration.ofSeconds(90);
    static final Duration PUT_OUT_FOR = Duration.ofSeconds(60);
    private static final Duration LAPSED_FOR = Duration.ofHours(6);
    private static final int LAPSED_KEPT = 16;
    private static final int CLOSED_KEPT = 500;
    private static final int PUT_OUT_KEPT = 50;

    public static final LineSessions NONE = new LineSessions(List.of(), List.of(), null, List.of());

    static final Comparator<Session> FIRST_STARTED =
            Comparator.comparing(Session::startedAt).thenComparing(Session::id);

    public LineSessions {
        entries = List.copyOf(entries);
        closed = List.copyOf(closed);
        putOut = List.copyOf(putOut);
    }

    /**
     * A session that was ended.
     *
     * @param madeRoom whether another one has its connection now
     */
    public record Closed(String id, Instant until, boolean madeRoom) {}

    /** A device that lost a connection to another. */
    record PutOut(ClientIdentity device, Instant until) {}

    /**
     * Who asks for a connection: a session of a ticket issued then.
     *
     * @param id of a file: always the same for one device and film, however often its player asks
     * @param hold how it is going to hold its connection
     * @param comesIn whether its player begins: one that zapped away from what has the same id whenever it is asked for, and
     *     comes back to it, is a newcomer, and its session is not dead
     */
    public record Request(
            String id, int content, ClientIdentity client, Hold hold, Instant ticketIssued, boolean comesIn) {
        /** As long as it is not known better, only a file is begun anew: nothing of what plays on is heard of it. */
        public Request(String id, int content, ClientIdentity client, Hold hold, Instant ticketIssued) {
            this(id, content, client, hold, ticketIssued, hold.isFile());
        }

        /** The same of a player that comes in, or comes back. */
        public Request comingIn() {
            return new Request(id, content, client, hold, ticketIssued, true);
        }
    }

    /** The same without a session, whose ticket is dead from now on. */
    public LineSessions close(String id, Instant now) {
        return find(id).map(session -> closing(List.of(session), false, now)).orElse(this);
    }

    /** Sessions that hold a connection, first started first. */
    public List<Session> live(Instant now) {
        return entries.stream().filter(s -> s.isLive(now)).sorted(FIRST_STARTED).toList();
    }

    long countLive(Instant now) {
        long count = 0;
        for (Session session : entries) {
            count += session.isLive(now) ? 1 : 0;
        }
        return count;
    }

    Optional<Session> find(String id) {
        for (Session session : entries) {
            if (session.id().equals(id)) {
                return Optional.of(session);
            }
        }
        return Optional.empty();
    }

    Optional<Closed> findClosed(String id, Instant now) {
        for (Closed c : closed) {
            if (c.id().equals(id) && c.until().isAfter(now)) {
                return Optional.of(c);
            }
        }
        return Optional.empty();
    }

    boolean anyPutOut(Instant now) {
        return putOut.stream().anyMatch(p -> p.until().isAfter(now));
    }

    boolean isPutOut(ClientIdentity device, Instant now) {
        return putOut.stream()
                .anyMatch(p -> p.device().equals(device) && p.until().isAfter(now));
    }

    LineSessions replacing(Session before, Session after) {
        return new LineSessions(
                entries.stream().map(s -> s.equals(before) ? after : s).toList(), closed, overlap, putOut);
    }

    LineSessions without(String id) {
        return new LineSessions(entries.stream().filter(s -> !s.id().equals(id)).toList(), closed, overlap, putOut);
    }

    /** The same, as if a session had never been ended. */
    LineSessions reopening(String id) {
        return new LineSessions(
                entries, closed.stream().filter(c -> !c.id().equals(id)).toList(), overlap, putOut);
    }

    LineSessions withOverlap(@Nullable Overlap newOverlap) {
        return new LineSessions(entries, closed, newOverlap, putOut);
    }

    /** Ends sessions. The list stays bounded, whatever apps do: the oldest are the nearest to being forgotten anyway. */
    LineSessions closing(Collection<Session> ended, boolean madeRoom, Instant now) {
        List<Closed> dead = new ArrayList<>(
                closed.stream().filter(c -> c.until().isAfter(now)).toList());
        ended.forEach(s -> dead.add(new Closed(s.id(), now.plus(CLOSED_FOR), madeRoom)));
        return new LineSessions(
                entries.stream().filter(s -> !ended.contains(s)).toList(), last(dead, CLOSED_KEPT), overlap, putOut);
    }

    /** Ends a session for another, and remembers its device. */
    LineSessions puttingOut(Session victim, Instant now) {
        List<PutOut> devices = new ArrayList<>(putOut.stream()
                .filter(p -> p.until().isAfter(now) && !p.device().equals(victim.client()))
                .toList());
        devices.add(new PutOut(victim.client(), now.plus(PUT_OUT_FOR)));
        LineSessions without = closing(List.of(victim), true, now);
        return new LineSessions(without.entries, without.closed, overlap, last(devices, PUT_OUT_KEPT));
    }

    /** Adds a session; of the lapsed ones the latest stay, so that a paused player finds its own again. */
    LineSessions with(Session session, int limit, Instant now) {
        List<Session> kept = new ArrayList<>(entries.stream()
                .filter(s -> s.leaseUntil().plus(LAPSED_FOR).isAfter(now))
                .sorted(Comparator.comparing(Session::leaseUntil).reversed())
                .limit(limit + LAPSED_KEPT - 1L)
                .toList());
        kept.add(session);
        return new LineSessions(kept, closed, overlap, putOut);
    }

    private static <T> List<T> last(List<T> all, int count) {
        return all.subList(Math.max(0, all.size() - count), all.size());
    }
}
