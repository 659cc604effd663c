package dev.headwater.core.takedown;

import dev.headwater.core.account.Lines;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.playback.session.Session;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.vod.Assets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Carries out what was ordered: ends sessions, moves objects away, and back when a takedown is lifted. One process does
 * it for all, by a lease; one that died in the middle is followed by another that begins where it left off. What is still
 * being written is found by the next round: a takedown is done only when a round long after the order found nothing.
 */
public final class TakedownJob {
    private static final System.Logger LOG = System.getLogger(TakedownJob.class.getName());
    private static final String LEASE = "takedowns";
    private static final Duration LEASE_LENGTH = Duration.ofMinutes(2);
    /** Within which a worker that has not heard of it, or hung, has ended or lost its lease. */
    static final Duration SETTLED = Duration.ofMinutes(2);

    private final Takedowns takedowns;
    private final Parts parts;
    private final WithheldObjects objects;

    /**
     * What it works with.
     *
     * @param holder of the lease, its process's own
     * @param lifted called after something may be seen again
     */
    public record Parts(
            Catalog catalog,
            ObjectStore objects,
            Assets assets,
            LiveWindows windows,
            Archive archive,
            Lines lines,
            Sessions sessions,
            Leases leases,
            InstantSource clock,
            String holder,
            Runnable lifted) {}

    public TakedownJob(Takedowns takedowns, Parts parts) {
        this.takedowns = takedowns;
        this.parts = parts;
        this.objects = new WithheldObjects(parts.objects());
    }

    /** Whether there is anything to carry out. Reads one small range. */
    public boolean isDue() {
        return takedowns.list().stream()
                .anyMatch(one -> one.state() == Takedown.State.ORDERED || one.state() == Takedown.State.LIFTING);
    }

    /**
     * Goes once through what is to be carried out; blocks while it copies. Nothing is done where another process does it.
     *
     * @param all whether also to look again at what is done
     */
    public void round(boolean all) {
        round(all, Instant.MAX);
    }

    /** @param until when it stops wherever it is; the next round goes on from there */
    public void round(boolean all, Instant until) {
        if (!isOurs()) {
            return;
        }
        try {
            Set<Integer> fresh = new TreeSet<>();
            List<Takedown> known = takedowns.list();
            known.stream()
                    .filter(one -> one.state() == Takedown.State.ORDERED)
                    .forEach(one -> fresh.addAll(one.streams()));
            endSessions(fresh);
            for (Takedown one : known) {
                if (isLate(until)) {
                    return;
                }
                switch (one.state()) {
                    case ORDERED -> takeAway(one, until);
                    case DONE -> {
                        if (all) {
                            takeAway(one, until);
                        }
                    }
                    case LIFTING -> putBack(one, until);
                    case LIFTED -> {}
                }
            }
        } finally {
            parts.leases().release(LEASE, parts.holder());
        }
    }

    private boolean isLate(Instant until) {
        return !parts.clock().instant().isBefore(until);
    }

    private boolean isOurs() {
        return !Thread.currentThread().isInterrupted()
                && parts.leases().acquire(LEASE, parts.holder(), LEASE_LENGTH).isPresent();
    }

    /** A player that holds a whole film's connection would hold it to the film's end. */
    private void endSessions(Set<Integer> streams) {
        if (streams.isEmpty()) {
            return;
        }
        for (int line : parts.sessions().lines()) {
            for (Session session : parts.sessions().known(line)) {
                if (streams.contains(session.content())) {
                    parts.sessions().close(line, session.id());
                }
            }
        }
    }

    private void takeAway(Takedown seen, Instant until) {
        Takedown takedown = takedowns.widened(seen);
        boolean keep = !takedown.order().delete();
        BooleanSupplier goOn = () -> !isLate(until) && isOurs() && isStill(takedown);
        long moved = 0;
        for (int stream : takedown.streams()) {
            moved += objects.takeAway(stream, keep, goOn);
            if (!keep && goOn.getAsBoolean()) {
                forget(stream);
            }
        }
        if (moved > 0) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "takedown {0}: {1} objects {2}",
                    takedown.id(),
                    moved,
                    keep ? "moved aside" : "deleted");
        }
        Instant settled = takedown.at().plus(SETTLED);
        if (moved == 0
                && takedown.state() == Takedown.State.ORDERED
                && !settled.isAfter(parts.clock().instant())) {
            takedowns
                    .moved(takedown, Takedown.State.DONE)
                    .ifPresent(one ->
                            LOG.log(System.Logger.Level.INFO, "takedown {0} is done: nothing is left of it", one.id()));
        }
    }

    /** What lists objects that are gone must not be believed when it may be seen again. */
    private void forget(int stream) {
        if (parts.assets().find(stream).isPresent()) {
            parts.assets().delete(stream);
        }
        parts.windows().delete(stream);
        parts.archive().forget(stream);
    }

    private void putBack(Takedown takedown, Instant until) {
        Set<Integer> others = new TreeSet<>();
        takedowns.list().stream()
                .filter(one -> one.stands() && one.id() != takedown.id() && one.state() != Takedown.State.LIFTING)
                .forEach(one -> others.addAll(one.streams()));
        BooleanSupplier goOn = () -> !isLate(until) && isOurs() && isStill(takedown);
        long moved = 0;
        for (int stream : takedown.streams()) {
            if (!others.contains(stream)) {
                moved += isKnown(stream) ? objects.putBack(stream, goOn) : objects.discard(stream, goOn);
            }
        }
        if (goOn.getAsBoolean()) {
            Optional<Takedown> lifted = takedowns.moved(takedown, Takedown.State.LIFTED);
            if (lifted.isPresent()) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "takedown {0} is lifted: {1} objects moved back",
                        takedown.id(),
                        moved);
                // What it was that was withheld may have been removed, or made anew, meanwhile.
                takedown.streams().stream()
                        .filter(stream -> parts.assets().find(stream).isPresent())
                        .forEach(parts.assets()::leaveToSweeper);
                parts.lifted().run();
            }
        }
    }

    private boolean isKnown(int stream) {
        return parts.catalog().channels().exists(stream)
                || parts.assets().find(stream).isPresent();
    }

    private boolean isStill(Takedown takedown) {
        return takedowns
                .find(takedown.id())
                .map(Takedown::state)
                .filter(takedown.state()::equals)
                .isPresent();
    }
}
