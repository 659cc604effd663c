package dev.headwater.ingest.supervisor;

import dev.headwater.core.archive.Archive;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.ReservedChannels;
import dev.headwater.core.hls.SweptChannels;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.store.Lease;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.UnreadableItemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps on air every channel that is to be made and that it can get a lease for, and sweeps away what nobody lists any more. Its id must be
 * its own: two workers of one id would put each other out without end.
 */
public final class IngestWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestWorker.class);
    private static final int LOOKS_BETWEEN_READS = 10;

    private final IngestParts parts;
    private final Channels channels;
    private final Withheld withheld;
    private final Demands demands;
    private final Leases leases;
    private final Share share;
    private final SegmentSweeper sweeper;
    private final Planner planner;
    private final Map<Integer, ChannelSupervisor> supervisors = new HashMap<>();
    private final Map<Integer, Lease> held = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Thread looking =
            Thread.ofPlatform().daemon().name("ingest-worker").unstarted(this::lookOnAndOn);
    private final Thread sweeping =
            Thread.ofPlatform().daemon().name("segment-sweeper").unstarted(this::sweepOnAndOn);
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private Map<Integer, Channel> always = Map.of();
    private int looks;
    private boolean wanted = true;
    private boolean closed;

    /**
     * A worker that starts its children as processes.
     *
     * @param withheld what is not made, whatever the channels say
     * @param swept remembers which channels' objects there are, also when the channel is gone
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
            Leases leases,
            SweptChannels swept,
            ReservedChannels reserved,
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
                channels,
                withheld,
                demands,
                leases,
                swept,
                reserved);
    }

    IngestWorker(
            IngestParts parts,
            Channels channels,
            Withheld withheld,
            Demands demands,
            Leases leases,
            SweptChannels swept,
            ReservedChannels reserved) {
        this.parts = parts;
        this.channels = channels;
        this.withheld = withheld;
        this.demands = demands;
        this.leases = leases;
        this.share =
                new Share(reserved, parts.config().workerId(), parts.config().only());
        this.planner = new Planner(channels.ladders());
        this.sweeper = new SegmentSweeper(parts, channels, leases, swept);
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
        changed.set(true);
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

    /** Stops every child and gives the channels back; what is listed stays listed. */
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
        while (awaitTick()) {
            attempt("check the children", () -> supervisors.values().forEach(ChannelSupervisor::check));
            attempt("look at the channels", this::look);
            // Behind it: a table that is asked too often keeps no lease from being renewed.
            attempt("renew what is reserved", share::renewWhenDue);
        }
        for (ChannelSupervisor supervisor : supervisors.values()) {
            attempt("stop channel " + supervisor.plan().channel(), supervisor::stop);
            giveBack(supervisor.plan().channel());
        }
        supervisors.clear();
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
            long left = parts.config().tick().toNanos();
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
        Map<Integer, Channel> always = ours(always());
        Map<Integer, Channel> demanded = new LinkedHashMap<>();
        for (int id : demands.fresh()) {
            readable(id)
                    .filter(channel ->
                            channel.run() == Channel.Run.ON_DEMAND && share.holds(id) && !withheld.holds(channel))
                    .ifPresent(channel -> demanded.put(id, channel));
        }
        for (ChannelSupervisor supervisor : List.copyOf(supervisors.values())) {
            int id = supervisor.plan().channel();
            if (!demanded.containsKey(id) && !always.containsKey(id)) {
                dropOrKeep(supervisor);
            }
        }
        always.values().stream()
                .filter(channel -> !demanded.containsKey(channel.id()))
                .forEach(this::keepOnAir);
        makeDemanded(demanded);
    }

    private void dropOrKeep(ChannelSupervisor supervisor) {
        int id = supervisor.plan().channel();
        boolean removed = !channels.exists(id);
        if (parts.restoring().getAsBoolean()) {
            return; // asked after the channel was looked for
        }
        if (removed || readable(id).isPresent()) {
            attempt("take a channel off air", () -> drop(supervisor, removed));
        } else {
            // Its item can not be read: it goes on as it was last told.
            attempt("keep channel " + id + " on air", () -> keep(supervisor.plan()));
        }
    }

    /** Who is on air stays; of the others as many as there is room for. */
    private void makeDemanded(Map<Integer, Channel> demanded) {
        List<Channel> waiting = new ArrayList<>();
        for (Channel channel : demanded.values()) {
            if (supervisors.containsKey(channel.id())) {
                keepOnAir(channel);
            } else {
                waiting.add(channel);
            }
        }
        for (Channel channel : waiting) {
            long running =
                    supervisors.keySet().stream().filter(demanded::containsKey).count();
            if (running < parts.config().demanded()) {
                keepOnAir(channel);
            } else {
                attempt("turn away viewers of channel " + channel.id(), () -> turnAway(planner.plan(channel)));
            }
        }
    }

    private void keepOnAir(Channel channel) {
        attempt("keep channel " + channel.id() + " on air", () -> keep(planner.plan(channel)));
    }

    /** Has the viewers of a channel that nobody makes told at once that it can not be made now. */
    private void turnAway(ChannelPlan plan) {
        Instant recently = parts.clock().instant().minus(LiveWindow.SHELF_LIFE.dividedBy(2));
        boolean isKnown = parts.windows()
                .find(plan.channel())
                .filter(window -> window.state() == ChannelState.FAILED
                        && window.updatedAt().isAfter(recently))
                .isPresent();
        Optional<Lease> lease = isKnown ? Optional.empty() : take(plan.channel());
        if (lease.isEmpty()) {
            return;
        }
        try {
            WindowWriter window = new WindowWriter(
                    parts.windows(),
                    plan.channel(),
                    plan.packaging(),
                    lease.get().fence(),
                    parts.clock());
            window.takeOver();
            window.inState(
                    ChannelState.FAILED,
                    "it is not made: " + parts.config().demanded()
                            + " other channels on demand are being made already");
        } finally {
            held.remove(plan.channel());
            giveBack(plan.channel());
        }
    }

    /** Thousands may be on demand, and a look comes every second: read anew when told, or after ten looks. */
    private Map<Integer, Channel> always() {
        if (changed.getAndSet(false) || ++looks >= LOOKS_BETWEEN_READS) {
            looks = LOOKS_BETWEEN_READS; // until it is read
            Map<Integer, Channel> found = new HashMap<>();
            channels.forEach(channel -> {
                if (channel.run() == Channel.Run.ALWAYS) {
                    found.put(channel.id(), channel);
                }
            });
            always = found;
            looks = 0;
        }
        return always;
    }

    /** Looked at every time: what was read of the channels may be older. */
    private Map<Integer, Channel> ours(Map<Integer, Channel> all) {
        Map<Integer, Channel> left = new HashMap<>(all);
        left.values().removeIf(channel -> !share.holds(channel.id()) || withheld.holds(channel));
        return left;
    }

    private Optional<Channel> readable(int id) {
        try {
            return channels.find(id);
        } catch (UnreadableItemException e) {
            return Optional.empty();
        }
    }

    private void drop(ChannelSupervisor supervisor, boolean removed) {
        stop(supervisor);
        try {
            if (removed) {
                supervisor.forget();
            } else {
                supervisor.showOff();
            }
        } finally {
            giveBack(supervisor.plan().channel());
        }
    }

    private void keep(ChannelPlan plan) {
        ChannelSupervisor running = supervisors.get(plan.channel());
        if (running != null && (running.isOver() || running.isDead() || !plan.continues(running.plan()))) {
            running = stop(running);
        }
        Optional<Lease> lease = running == null ? take(plan.channel()) : renew(plan.channel());
        if (running != null && lease.map(Lease::fence).orElse(-1L) != running.fence()) {
            running = stop(running);
        }
        if (running != null) {
            running.adopt(plan);
        } else if (lease.isPresent()) {
            start(plan, lease.get());
        }
    }

    /** The first lease of this life, or of a new plan, is a new fence: whoever wrote under the old one writes no more. */
    private Optional<Lease> take(int channel) {
        IngestConfig config = parts.config();
        return hold(channel, leases.restart(leaseName(channel), config.workerId(), config.leaseLength()));
    }

    /** Not at every look: half a lease is long enough to try again in. */
    private Optional<Lease> renew(int channel) {
        IngestConfig config = parts.config();
        Lease lease = held.get(channel);
        Instant half = parts.clock().instant().plus(config.leaseLength().dividedBy(2));
        return lease != null && lease.until().isAfter(half)
                ? Optional.of(lease)
                : hold(channel, leases.acquire(leaseName(channel), config.workerId(), config.leaseLength()));
    }

    private Optional<Lease> hold(int channel, Optional<Lease> lease) {
        lease.ifPresentOrElse(l -> held.put(channel, l), () -> held.remove(channel));
        return lease;
    }

    private void start(ChannelPlan plan, Lease lease) {
        sweeper.remember(plan.channel());
        ChannelSupervisor supervisor = new ChannelSupervisor(plan, lease.fence(), parts);
        supervisors.put(plan.channel(), supervisor);
        supervisor.start();
    }

    private @Nullable ChannelSupervisor stop(ChannelSupervisor supervisor) {
        supervisors.remove(supervisor.plan().channel());
        supervisor.stop();
        return null;
    }

    private void giveBack(int channel) {
        attempt(
                "give back channel " + channel,
                () -> leases.release(leaseName(channel), parts.config().workerId()));
    }

    private static String leaseName(int channel) {
        return Lease.ofChannel(channel);
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
