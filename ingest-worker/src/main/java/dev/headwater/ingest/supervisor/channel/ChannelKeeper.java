package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.store.Lease;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.StoreException;
import dev.headwater.ingest.supervisor.children.ChildLauncher;
import dev.headwater.ingest.supervisor.children.CpuMeter;
import dev.headwater.ingest.supervisor.children.RecentlySaid;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channels one worker makes, each under a lease that is renewed as long as it is made. Of one thread but for {@link #check}. */
public final class ChannelKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelKeeper.class);
    /** Renewals at once: one after the other, hundreds would take longer than a lease. */
    private static final int TOGETHER = 16;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final IngestParts parts;
    private final Leases leases;
    private final SegmentSweeper sweeper;
    private final CpuMeter meter;
    private final Pushes pushes;
    private final Map<Integer, ChannelSupervisor> supervisors = new ConcurrentHashMap<>();
    private final Map<Integer, Lease> held = new HashMap<>();
    private final Map<Integer, Renewal> renewals = new HashMap<>();
    private final ExecutorService renewer = Executors.newFixedThreadPool(
            TOGETHER, Thread.ofVirtual().name("lease-", 0).factory());
    private final RecentlySaid said;

    /** One that was asked for. */
    private record Renewal(Lease lease, Future<Optional<Lease>> answer) {}

    public ChannelKeeper(IngestParts parts, Leases leases, SegmentSweeper sweeper, CpuMeter meter, Pushes pushes) {
        this.parts = parts;
        this.leases = leases;
        this.sweeper = sweeper;
        this.meter = meter;
        this.pushes = pushes;
        this.said = new RecentlySaid(parts.nanos());
    }

    public Set<Integer> channels() {
        return Set.copyOf(supervisors.keySet());
    }

    public boolean makes(int channel) {
        return supervisors.containsKey(channel);
    }

    public List<ChannelPlan> plans() {
        return supervisors.values().stream().map(ChannelSupervisor::plan).toList();
    }

    /** Kills children that stand still; from any thread, and waits for nothing. */
    public void check() {
        supervisors.values().forEach(ChannelSupervisor::check);
    }

    /**
     * Renews what is past half its time; what another has taken meanwhile is held no more. What a store at fault could not
     * do is tried again, and what is on air stays so. Where it hangs, that is not waited for longer than the lease lasts.
     */
    public void renewWhenDue() {
        Duration half = parts.config().leaseLength().dividedBy(2);
        Instant due = parts.clock().instant().plus(half);
        held.forEach((channel, lease) -> {
            if (!lease.until().isAfter(due)) {
                renewals.computeIfAbsent(channel, _ -> new Renewal(lease, renewer.submit(() -> renewed(lease))));
            }
        });
        long end = parts.nanos().getAsLong() + half.toNanos();
        for (Map.Entry<Integer, Renewal> asked : Map.copyOf(renewals).entrySet()) {
            if (collect(asked.getKey(), asked.getValue(), end - parts.nanos().getAsLong())) {
                renewals.remove(asked.getKey());
            }
        }
    }

    private Optional<Lease> renewed(Lease lease) {
        return leases.renew(lease, parts.config().leaseLength());
    }

    /** Whether there was an answer, or will be none. */
    private boolean collect(int channel, Renewal asked, long nanos) {
        try {
            Optional<Lease> answer = asked.answer().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            if (heldFence(channel) == asked.lease().fence()) {
                answer.ifPresentOrElse(lease -> held.put(channel, lease), () -> held.remove(channel));
            }
        } catch (ExecutionException e) {
            LOG.warn("a lease can not be renewed: {}", String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            if (said.isNews("hangs")) {
                LOG.warn("leases can not be renewed: the table does not answer");
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    /** Has the channel made by this plan, anew where it was by another; not where another worker has it. */
    public void keep(ChannelPlan plan) {
        ChannelSupervisor running = supervisors.get(plan.channel());
        if (running != null && (running.isOver() || running.isDead() || !plan.continues(running.plan()))) {
            running = stop(running);
        }
        if (running != null && heldFence(plan.channel()) != running.fence()) {
            LOG.warn("channel {} is made by another worker now", plan.channel());
            running = stop(running);
        }
        if (running != null) {
            running.adopt(plan);
        } else {
            take(plan.channel()).ifPresent(lease -> start(plan, lease));
        }
    }

    /** Makes a channel that another worker has, from here on: what it is made of comes here. */
    public void seize(ChannelPlan plan) {
        if (!makes(plan.channel())) {
            IngestConfig config = parts.config();
            Lease lease = leases.seize(Lease.ofChannel(plan.channel()), config.workerId(), config.leaseLength());
            held.put(plan.channel(), lease);
            start(plan, lease);
        }
    }

    /** Whether what a channel is made of comes to this worker and to no other. */
    public boolean isBound(int channel) {
        ChannelSupervisor supervisor = supervisors.get(channel);
        return supervisor != null && supervisor.plan().listens();
    }

    private long heldFence(int channel) {
        Lease lease = held.get(channel);
        return lease == null ? -1 : lease.fence();
    }

    /** The first lease of this life, or of a new plan, is a new fence: whoever wrote under the old one writes no more. */
    private Optional<Lease> take(int channel) {
        IngestConfig config = parts.config();
        Optional<Lease> lease = leases.restart(Lease.ofChannel(channel), config.workerId(), config.leaseLength());
        lease.ifPresentOrElse(taken -> held.put(channel, taken), () -> held.remove(channel));
        return lease;
    }

    private void start(ChannelPlan plan, Lease lease) {
        sweeper.remember(plan.channel());
        ChildLauncher launcher = meter.metered(plan.channel(), plan.ladder() != null, parts.launcher());
        ChannelSupervisor supervisor =
                new ChannelSupervisor(plan, lease.fence(), parts.launching(pushes.leading(plan, launcher)));
        supervisors.put(plan.channel(), supervisor);
        supervisor.start();
    }

    private @Nullable ChannelSupervisor stop(ChannelSupervisor supervisor) {
        supervisors.remove(supervisor.plan().channel());
        meter.forget(supervisor.plan().channel());
        supervisor.stop();
        pushes.close(supervisor.plan().channel());
        return null;
    }

    /**
     * Takes a channel off air.
     *
     * @param removed whether there is no such channel any more
     */
    public void drop(int channel, boolean removed) {
        ChannelSupervisor supervisor = supervisors.get(channel);
        if (supervisor == null) {
            return;
        }
        stop(supervisor);
        try {
            if (removed) {
                supervisor.forget();
            } else {
                supervisor.showOff();
            }
        } finally {
            giveBack(channel);
        }
    }

    /** Stops making it and lets another; what is listed stays listed. */
    public void handOver(int channel) {
        ChannelSupervisor supervisor = supervisors.get(channel);
        try {
            if (supervisor != null) {
                stop(supervisor);
            }
        } finally {
            giveBack(channel);
        }
    }

    /**
     * Ends all children at once, and only then lets others make what they made: a table or a store that hangs holds up
     * none of them, and is not waited for longer than {@link #LONGEST_STOP}.
     */
    public void handOverAll() {
        endAll();
        List<ChannelSupervisor> all = List.copyOf(supervisors.values());
        supervisors.clear();
        held.clear();
        all.forEach(supervisor -> meter.forget(supervisor.plan().channel()));
        ExecutorService each = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("stop-", 0).factory());
        all.forEach(supervisor -> each.execute(() -> handOver(supervisor)));
        each.shutdown();
        try {
            if (!each.awaitTermination(LONGEST_STOP.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("not all channels can be given back: their leases run out");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        each.shutdownNow();
    }

    private void handOver(ChannelSupervisor supervisor) {
        int channel = supervisor.plan().channel();
        try {
            supervisor.stop();
        } catch (RuntimeException e) {
            LOG.warn("channel {} can not be stopped", channel, e);
        }
        release(channel);
    }

    /** Kills all children; from any thread, and waits for nothing. */
    public void endAll() {
        for (ChannelSupervisor supervisor : supervisors.values()) {
            try {
                supervisor.end();
            } catch (RuntimeException e) { // the others are to end as well
                LOG.warn("channel {} can not be ended", supervisor.plan().channel(), e);
            }
        }
    }

    /** Holds a channel that is not made for as long as {@code action} takes; not where another has it. */
    void whileHeld(int channel, Consumer<Lease> action) {
        Optional<Lease> lease = take(channel);
        if (lease.isEmpty()) {
            return;
        }
        try {
            action.accept(lease.get());
        } finally {
            giveBack(channel);
        }
    }

    /** Renews nothing any more. */
    @Override
    public void close() {
        renewer.shutdownNow();
    }

    private void giveBack(int channel) {
        held.remove(channel);
        release(channel);
    }

    private void release(int channel) {
        try {
            leases.release(Lease.ofChannel(channel), parts.config().workerId());
        } catch (StoreException e) {
            LOG.warn("channel {} can not be given back: {}", channel, e.getMessage());
        }
    }
}
