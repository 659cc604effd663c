package dev.headwater.ingest.supervisor;

import dev.headwater.core.store.Lease;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.StoreException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channels one worker makes, each under a lease that is renewed as long as it is made. Of one thread. */
final class ChannelKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelKeeper.class);
    /** Renewals at once: one after the other, hundreds would take longer than a lease. */
    private static final int TOGETHER = 16;

    private final IngestParts parts;
    private final Leases leases;
    private final SegmentSweeper sweeper;
    private final CpuMeter meter;
    private final Map<Integer, ChannelSupervisor> supervisors = new HashMap<>();
    private final Map<Integer, Lease> held = new HashMap<>();

    ChannelKeeper(IngestParts parts, Leases leases, SegmentSweeper sweeper, CpuMeter meter) {
        this.parts = parts;
        this.leases = leases;
        this.sweeper = sweeper;
        this.meter = meter;
    }

    Set<Integer> channels() {
        return Set.copyOf(supervisors.keySet());
    }

    boolean makes(int channel) {
        return supervisors.containsKey(channel);
    }

    List<ChannelPlan> plans() {
        return supervisors.values().stream().map(ChannelSupervisor::plan).toList();
    }

    /** Kills children that stand still. */
    void check() {
        supervisors.values().forEach(ChannelSupervisor::check);
    }

    /** Renews what is past half its time; what another has taken meanwhile is held no more. */
    void renewWhenDue() {
        Instant half = parts.clock().instant().plus(parts.config().leaseLength().dividedBy(2));
        List<Map.Entry<Integer, Lease>> due = held.entrySet().stream()
                .filter(each -> !each.getValue().until().isAfter(half))
                .map(Map.Entry::copyOf)
                .toList();
        together(due, each -> leases.renew(each.getValue(), parts.config().leaseLength()))
                .forEach((each, renewed) -> renewed.ifPresentOrElse(
                        lease -> held.put(each.getKey(), lease), () -> held.remove(each.getKey())));
    }

    /** What a store at fault could not do is not among the answers: it is tried again, and what is on air stays so. */
    private static <T, R> Map<T, R> together(List<T> all, Function<T, R> action) {
        Map<T, R> answers = new HashMap<>();
        for (int from = 0; from < all.size(); from += TOGETHER) {
            List<T> some = all.subList(from, Math.min(from + TOGETHER, all.size()));
            try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
                Map<T, Future<R>> asked = new HashMap<>();
                some.forEach(one -> asked.put(one, each.submit(() -> action.apply(one))));
                asked.forEach((one, answer) -> collect(one, answer, answers));
            }
        }
        return answers;
    }

    private static <T, R> void collect(T one, Future<R> asked, Map<T, R> answers) {
        try {
            answers.put(one, asked.get());
        } catch (ExecutionException e) {
            LOG.warn("a lease can not be renewed: {}", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has the channel made by this plan, anew where it was by another; not where another worker has it. */
    void keep(ChannelPlan plan) {
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
        ChannelSupervisor supervisor = new ChannelSupervisor(plan, lease.fence(), parts.launching(launcher));
        supervisors.put(plan.channel(), supervisor);
        supervisor.start();
    }

    private @Nullable ChannelSupervisor stop(ChannelSupervisor supervisor) {
        supervisors.remove(supervisor.plan().channel());
        meter.forget(supervisor.plan().channel());
        supervisor.stop();
        return null;
    }

    /**
     * Takes a channel off air.
     *
     * @param removed whether there is no such channel any more
     */
    void drop(int channel, boolean removed) {
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
    void handOver(int channel) {
        ChannelSupervisor supervisor = supervisors.get(channel);
        try {
            if (supervisor != null) {
                stop(supervisor);
            }
        } finally {
            giveBack(channel);
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

    private void giveBack(int channel) {
        held.remove(channel);
        try {
            leases.release(Lease.ofChannel(channel), parts.config().workerId());
        } catch (StoreException e) {
            LOG.warn("channel {} can not be given back: {}", channel, e.getMessage());
        }
    }
}
