package dev.headwater.core.playback.edge;

import dev.headwater.core.store.Lease;
import dev.headwater.core.store.Leases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which edges answer and how much they send. Of all who try, the one with the lease probes: every edge each
 * 500 ms, down after two failures in a row and up after two answers. While an edge is in doubt it asks after 400 ms, so
 * that an edge that died right after an answer is out after 500 + 400 + 400 ms.
 *
 * <p>For one thread, which calls {@link #round()} again and again.
 */
public final class EdgeProber implements AutoCloseable {
    /** For a whole exchange, from the connection to the last byte. */
    public static final Duration TIMEOUT = Duration.ofMillis(400);

    private static final String LEASE = "edge-prober";
    private static final Duration LEASE_LENGTH = Duration.ofSeconds(3);
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(1);
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration PERIOD_IN_DOUBT = Duration.ofMillis(400);
    /** A round that took so much longer than its probes may says something of us, not of the edges. */
    private static final Duration TOO_LONG = TIMEOUT.plusMillis(350);
    /** Loads are for people to read, and not worth a write each time. */
    private static final Duration LOADS_WRITTEN_EVERY = Duration.ofSeconds(5);

    private final EdgePool pool;
    private final Leases leases;
    private final EdgeProbe probe;
    private final String holder;
    private final InstantSource clock;
    private final PoolWatch watch = new PoolWatch();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("edge-probe-", 0).factory());

    private @Nullable Lease lease;
    private @Nullable PoolHealth written;
    private Instant renewed = Instant.EPOCH;
    private Instant writtenAt = Instant.EPOCH;

    /** @param holder tells this prober from others on the same tables */
    public EdgeProber(EdgePool pool, Leases leases, EdgeProbe probe, String holder, InstantSource clock) {
        this.pool = pool;
        this.leases = leases;
        this.probe = probe;
        this.holder = holder;
        this.clock = clock;
    }

    /**
     * Probes once, where it is ours to do.
     *
     * @return how long to wait before the next round
     */
    public Duration round() throws InterruptedException {
        Instant start = clock.instant();
        Lease ours = held(start);
        if (ours != null) {
            List<Edge> edges = pool.edges();
            Map<String, Probed> answers = ask(edges);
            Instant end = clock.instant();
            if (Duration.between(start, end).compareTo(TOO_LONG) > 0 || ownAreAllSilent(edges, answers)) {
                answers.values().removeIf(Probed.Silent.class::isInstance);
            }
            write(new PoolHealth(ours.fence(), watch.after(edges, answers, end)), end);
        }
        Duration rest = (watch.doubts() ? PERIOD_IN_DOUBT : PERIOD).minus(Duration.between(start, clock.instant()));
        return rest.isNegative() ? Duration.ZERO : rest.compareTo(PERIOD) > 0 ? PERIOD : rest;
    }

    /** Our own edges run in this process: where not one of them answers in time, it is we who are too slow to ask. */
    private static boolean ownAreAllSilent(List<Edge> edges, Map<String, Probed> answers) {
        List<Edge> own = edges.stream().filter(Edge::isOwn).toList();
        return !own.isEmpty() && own.stream().allMatch(edge -> answers.get(edge.name()) instanceof Probed.Silent);
    }

    private @Nullable Lease held(Instant now) {
        if (lease != null && now.isBefore(renewed.plus(RENEWED_EVERY)) && !now.isBefore(renewed)) {
            return lease;
        }
        Optional<Lease> acquired = leases.acquire(LEASE, holder, LEASE_LENGTH);
        if (acquired.isPresent() && (lease == null || acquired.get().fence() != lease.fence())) {
            watch.restart(pool.edges(), pool.health().read().orElseGet(() -> new PoolHealth(0, Map.of())));
            written = null;
        }
        lease = acquired.orElse(null);
        renewed = now;
        return lease;
    }

    private Map<String, Probed> ask(List<Edge> edges) throws InterruptedException {
        Map<String, Future<Probed>> asked = new HashMap<>();
        edges.forEach(edge -> asked.put(edge.name(), threads.submit(() -> probe.ask(edge))));
        Map<String, Probed> answers = new HashMap<>();
        for (Map.Entry<String, Future<Probed>> one : asked.entrySet()) {
            answers.put(one.getKey(), answer(one.getValue()));
        }
        return answers;
    }

    private static Probed answer(Future<Probed> asked) throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            return new Probed.Silent();
        }
    }

    private void write(PoolHealth found, Instant now) {
        PoolHealth before = written;
        boolean loadsAreDue = !now.isBefore(writtenAt.plus(LOADS_WRITTEN_EVERY));
        if (before != null && (found.equals(before) || (found.choosesAs(before) && !loadsAreDue))) {
            return;
        }
        if (pool.health().write(found)) {
            written = found;
            writtenAt = now;
        } else {
            // A later prober wrote: ours is over.
            lease = null;
        }
    }

    /** Lets another one probe at once. */
    @Override
    public void close() {
        threads.shutdownNow();
        if (lease != null) {
            leases.release(LEASE, holder);
        }
    }
}
