package dev.headwater.ingest.supervisor;

import dev.headwater.core.archive.Archive;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.WorkerBooks;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps on air every channel that is to be made and that it can get a lease for, shares them with other workers by what their
 * processors have to do, and sweeps away what nobody lists any more. Its id must be its own: two workers of one id would put
 * each other out without end.
 */
public final class IngestWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestWorker.class);

    private final IngestParts parts;
    private final Share share;
    private final WantedChannels wantedChannels;
    private final SegmentSweeper sweeper;
    private final CpuMeter meter;
    private final Fleet fleet;
    private final ChannelKeeper keeper;
    private final TurnedAway turnedAway;
    private final Planner planner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Thread looking =
            Thread.ofPlatform().daemon().name("ingest-worker").unstarted(this::lookOnAndOn);
    private final Thread sweeping =
            Thread.ofPlatform().daemon().name("segment-sweeper").unstarted(this::sweepOnAndOn);
    private Set<Integer> onDemand = Set.of();
    private boolean wanted = true;
    private boolean closed;

    /**
     * A worker that starts its children as processes.
     *
     * @param withheld what is not made, whatever the channels say
     * @param restoring whether a restore goes on: nothing is begun or ended then
     * @param random strong, since segment names are not to be guessed, and for any thread
     */
    public IngestWorker(
            IngestConfig config,
            Channels channels,
            Withheld withheld,
            Demands demands,
            LiveWindows windows,
            Archive archive,
            WorkerBooks books,
            ObjectStore objects,
            ContentKeys keys,
            BooleanSupplier restoring,
            InstantSource clock,
            RandomGenerator random) {
        this(
                new IngestParts(
                        config,
                        windows,
                        ArchiveWriter.of(archive, channels, clock),
                        objects,
                        keys,
                        new ProcessLauncher(config.childCommand()),
                        new ByteBudget(config.queueBytes()),
                        clock,
                        System::nanoTime,
                        random,
                        restoring),
                Machine.here(),
                channels,
                withheld,
                demands,
                books);
    }

    IngestWorker(
            IngestParts parts,
            Machine machine,
            Channels channels,
            Withheld withheld,
            Demands demands,
            WorkerBooks books) {
        this.parts = parts;
        this.share = new Share(
                books.reserved(), parts.config().workerId(), parts.config().only());
        this.wantedChannels = new WantedChannels(channels, withheld, demands, share);
        this.planner = new Planner(channels.ladders());
        this.sweeper = new SegmentSweeper(parts, channels, books.leases(), books.swept());
        this.meter = new CpuMeter(machine, parts.nanos());
        this.fleet = new Fleet(books, parts, machine, meter);
        this.keeper = new ChannelKeeper(parts, books.leases(), sweeper, meter);
        this.turnedAway = new TurnedAway(parts, keeper);
    }

    public void start() {
        looking.start();
        sweeping.start();
    }

    /** Whether it was started, and neither closed nor ended by a fault. */
    public boolean isRunning() {
        return looking.isAlive();
    }

    /** The channels have changed: looks at them now rather than within seconds. */
    public void wake() {
        wantedChannels.haveChanged();
        lookForDemands();
    }

    /** A channel is demanded: looks for it now rather than within a second. */
    public void lookForDemands() {
        lock.lock();
        try {
            wanted = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops every child and gives the channels back; what is listed stays listed. Where other workers can take them that is
     * one by one, and takes up to half a minute.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            sweeping.interrupt();
            looking.join();
            sweeping.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnAndOn() {
        // Before anything is taken: who looks at the same moment shall know.
        attempt("say that it is here", this::beat);
        while (awaitTick()) {
            attempt("check the children", keeper::check);
            attempt("renew its leases", keeper::renewWhenDue);
            attempt("look at the channels", this::look);
            attempt("say how it is", this::beat);
            // Behind it: a table that is asked too often keeps no lease from being renewed.
            attempt("renew what is reserved", share::renewWhenDue);
        }
        attempt("give back its channels", new Drain(parts, keeper, fleet)::run);
        parts.archiving().close();
    }

    /** A store at fault is no reason to stop: what is on air stays on air, and the rest is tried again. */
    private static void attempt(String what, Runnable action) {
        try {
            action.run();
        } catch (StoreException e) {
            LOG.warn("can not {}: {}", what, e.getMessage());
        } catch (Throwable e) { // errors too: without this thread every channel is lost, with it perhaps none
            LOG.error("can not {}", what, e);
        }
    }

    /** False: the worker is closed. */
    private boolean awaitTick() {
        lock.lock();
        try {
            Duration tick = parts.config().tick();
            long left = (fleet.isAnyGoing() ? tick.dividedBy(4) : tick).toNanos();
            while (!wanted && !closed && left > 0) {
                left = change.awaitNanos(left);
            }
            wanted = false;
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        if (parts.restoring().getAsBoolean()) {
            return;
        }
        share.renewFirst();
        planner.lookAgain();
        fleet.listen();
        Map<Integer, Channel> always = wantedChannels.always();
        Map<Integer, Channel> demanded = wantedChannels.demanded();
        for (ChannelPlan plan : keeper.plans()) {
            if (!demanded.containsKey(plan.channel()) && !always.containsKey(plan.channel())) {
                dropOrKeep(plan);
            }
        }
        always.values().stream()
                .filter(channel -> !demanded.containsKey(channel.id()))
                .forEach(this::keepOrTake);
        makeDemanded(demanded);
    }

    private void dropOrKeep(ChannelPlan plan) {
        int id = plan.channel();
        boolean removed = !wantedChannels.exists(id);
        if (parts.restoring().getAsBoolean()) {
            return; // asked after the channel was looked for
        }
        if (removed || wantedChannels.readable(id).isPresent()) {
            attempt("take a channel off air", () -> keeper.drop(id, removed));
        } else {
            // Its item can not be read: it goes on as it was last told.
            attempt("keep channel " + id + " on air", () -> keeper.keep(plan));
        }
    }

    /** Who is on air stays; of the others as many as there is room for. */
    private void makeDemanded(Map<Integer, Channel> demanded) {
        List<Channel> waiting = new ArrayList<>();
        for (Channel channel : demanded.values()) {
            if (keeper.makes(channel.id())) {
                keepOrTake(channel);
            } else if (!fleet.isElsewhere(channel.id())) {
                waiting.add(channel);
            }
        }
        onDemand = Set.copyOf(demanded.keySet());
        for (Channel channel : waiting) {
            if (room() > 0) {
                keepOrTake(channel);
            } else if (!fleet.isRoomElsewhere()) {
                attempt("turn away viewers of channel " + channel.id(), () -> turnedAway.tell(planner.plan(channel)));
            }
        }
    }

    private int room() {
        long running = keeper.channels().stream().filter(onDemand::contains).count();
        return Math.max(0, parts.config().demanded() - (int) running);
    }

    private void keepOrTake(Channel channel) {
        attempt("keep channel " + channel.id() + " on air", () -> {
            ChannelPlan plan = planner.plan(channel);
            if (keeper.makes(plan.channel()) || isOurs(plan)) {
                keeper.keep(plan);
            }
        });
    }

    private boolean isOurs(ChannelPlan plan) {
        return !fleet.isElsewhere(plan.channel()) && fleet.takes(plan.channel(), plan.ladder() != null);
    }

    private void beat() {
        if (fleet.beatWhenDue(keeper.channels(), room()) && !parts.restoring().getAsBoolean()) {
            fleet.givesAway(this::watched).ifPresent(this::giveAway);
        }
    }

    private Set<Integer> watched() {
        Set<Integer> watched = new HashSet<>(wantedChannels.watched());
        watched.addAll(onDemand);
        return watched;
    }

    private void giveAway(Assignment.Move move) {
        LOG.info(
                "channel {} is left to {}, which has less to do",
                move.channel(),
                move.to().worker());
        fleet.gaveAway(move.channel());
        keeper.handOver(move.channel());
        fleet.beatWhenDue(keeper.channels(), room());
    }

    private void sweepOnAndOn() {
        try {
            while (true) {
                // A thread of its own with nothing else to wait for; close() interrupts it.
                Thread.sleep(parts.config().sweepInterval());
                attempt("sweep old segments", sweeper::sweep);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
