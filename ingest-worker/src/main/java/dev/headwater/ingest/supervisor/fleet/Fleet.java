package dev.headwater.ingest.supervisor.fleet;

import dev.headwater.core.hls.Heartbeat;
import dev.headwater.core.hls.WorkerBooks;
import dev.headwater.ingest.supervisor.channel.IngestParts;
import dev.headwater.ingest.supervisor.children.CpuMeter;
import dev.headwater.ingest.supervisor.children.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** This worker among the others: says how it is, knows what they said, and tells by both whose a channel is. */
final class Fleet {
    static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration LATE = BEAT.plusSeconds(1);
    /** A channel that the others should take and do not is taken after so long: they may have no room, or a reason. */
    static final Duration PATIENCE = Duration.ofSeconds(3);
    /** What was given away is not taken back before. */
    static final Duration AWAY = Duration.ofSeconds(10);
    /** From one move to the next, of all workers: until both have measured what it changed. */
    static final Duration BETWEEN_MOVES = Duration.ofSeconds(15);

    private static final String MOVES = "workers/move";

    private final WorkerBooks books;
    private final IngestParts parts;
    private final Machine machine;
    private final CpuMeter meter;
    private final Map<Integer, Instant> passedOver = new HashMap<>();
    private final Map<Integer, Instant> givenAway = new HashMap<>();
    private List<Heartbeat> others = List.of();
    private Set<Integer> elsewhere = Set.of();
    private Set<Integer> told = Set.of();
    private Instant beaten = Instant.MIN;
    private @Nullable Instant since;
    private boolean draining;

    Fleet(WorkerBooks books, IngestParts parts, Machine machine, CpuMeter meter) {
        this.books = books;
        this.parts = parts;
        this.machine = machine;
        this.meter = meter;
    }

    /** Hears what the others say. */
    void listen() {
        others = books.heartbeats().live().stream()
                .filter(each -> !each.worker().equals(id()))
                .toList();
        Set<Integer> made = new HashSet<>();
        others.forEach(each -> made.addAll(each.channels()));
        elsewhere = made;
        passedOver.keySet().removeAll(made);
        Instant now = now();
        givenAway.values().removeIf(until -> !until.isAfter(now));
    }

    /**
     * Says how this worker is, where that is due or what it makes has changed.
     *
     * @return whether processors were measured anew
     */
    boolean beatWhenDue(Collection<Integer> channels, int room) {
        boolean isDue = !now().isBefore(beaten.plus(BEAT));
        if (isDue) {
            meter.sample();
        }
        if (isDue || !told.equals(new TreeSet<>(channels))) {
            beat(channels, room);
        }
        return isDue;
    }

    private void beat(Collection<Integer> channels, int room) {
        books.heartbeats().beat(me(channels, room));
        told = new TreeSet<>(channels);
        beaten = now();
    }

    private Heartbeat me(Collection<Integer> channels, int room) {
        if (since == null) {
            since = now();
        }
        return new Heartbeat(
                id(),
                machine.host(),
                since,
                meter.cores(),
                meter.used(),
                meter.expected(),
                List.copyOf(new TreeSet<>(channels)),
                room,
                !parts.config().only().isEmpty(),
                draining,
                now().plus(parts.config().leaseLength()));
    }

    private Heartbeat me() {
        return me(told, 0);
    }

    /** From now on it takes nothing, and says so. */
    void drain(Collection<Integer> channels) {
        draining = true;
        beat(channels, 0);
    }

    void end() {
        books.heartbeats().end(id());
    }

    /** Whether another says that it makes it. */
    boolean isElsewhere(int channel) {
        return elsewhere.contains(channel);
    }

    /** Whether another that is on another machine says that it makes it. */
    boolean isOnAnotherMachine(int channel) {
        return others.stream()
                .anyMatch(each ->
                        each.channels().contains(channel) && !each.host().equals(machine.host()));
    }

    /** Whether one of the others is giving back what it makes, or is late to say how it is: every moment counts then. */
    boolean isAnyGoing() {
        Instant late = now().plus(parts.config().leaseLength()).minus(LATE);
        return others.stream().anyMatch(each -> each.draining() || each.until().isBefore(late));
    }

    /** Whether another could take what this one gives back. */
    boolean hasTakers() {
        return parts.config().only().isEmpty() && others.stream().anyMatch(Heartbeat::takesOthers);
    }

    boolean isRoomElsewhere() {
        return others.stream().anyMatch(each -> each.takesOthers() && each.room() > 0);
    }

    /** Whether this worker is the one to take a channel that nobody makes. */
    boolean takes(int channel, boolean encodes) {
        if (!parts.config().only().isEmpty()) {
            return true;
        }
        if (givenAway.containsKey(channel)) {
            return false;
        }
        Instant now = now();
        if (Assignment.takes(me(), others, meter.cost(encodes))
                || !passedOver
                        .computeIfAbsent(channel, first -> now)
                        .plus(PATIENCE)
                        .isAfter(now)) {
            passedOver.remove(channel);
            return true;
        }
        return false;
    }

    /**
     * The channel to give away now, if any: at most one at a time in all workers.
     *
     * @param watched asked only where something may move
     * @param bound what can be made nowhere else
     */
    Optional<Assignment.Move> givesAway(Supplier<Set<Integer>> watched, IntPredicate bound) {
        Heartbeat me = me();
        if (!Assignment.isClearlyMostLoaded(me, others)) {
            return Optional.empty();
        }
        Map<Integer, Double> costs = new HashMap<>();
        meter.measured().stream()
                .filter(channel -> !bound.test(channel))
                .forEach(channel -> costs.put(channel, meter.of(channel).orElse(0)));
        return Assignment.givesAway(me, others, costs, watched.get())
                .filter(move -> books.leases().find(MOVES).isEmpty()
                        && books.leases().acquire(MOVES, id(), BETWEEN_MOVES).isPresent());
    }

    void gaveAway(int channel) {
        givenAway.put(channel, now().plus(AWAY));
    }

    private String id() {
        return parts.config().workerId();
    }

    private Instant now() {
        return parts.clock().instant();
    }
}
