package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.store.Lease;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lease that is renewed for as long as something takes, and given back afterwards. */
public final class KeptLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptLease.class);

    private final Leases leases;
    private final Lease first;
    private final Duration length;
    private final Runnable onLoss;
    private final AtomicBoolean lost = new AtomicBoolean();
    private final Future<?> renewing;
    private volatile boolean closed;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lease-keeper").factory());

    private KeptLease(Leases leases, Lease first, Duration length, Runnable onLoss) {
        this.leases = leases;
        this.first = first;
        this.length = length;
        this.onLoss = onLoss;
        long pause = length.toMillis() / 3;
        this.renewing = timer.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes a lease; empty: another has it.
     *
     * @param onLoss told once, by another thread, when another may have it from now on
     */
    public static Optional<KeptLease> take(
            Leases leases, String name, String holder, Duration length, Runnable onLoss) {
        return leases.restart(name, holder, length).map(lease -> new KeptLease(leases, lease, length, onLoss));
    }

    private void renew() {
        try {
            boolean held = leases.renew(first, length).isPresent();
            if (!held && !closed && lost.compareAndSet(false, true)) {
                onLoss.run();
            }
        } catch (StoreException e) { // until it lapses, a third of its length later it is tried again
            LOG.warn("the lease {} can not be renewed: {}", first.name(), e.getMessage());
        } catch (RuntimeException e) { // passed on, it would be the last time
            LOG.error("the lease {} can not be renewed", first.name(), e);
        }
    }

    /** Higher than that of anybody who had it before. */
    public long fence() {
        return first.fence();
    }

    public boolean isLost() {
        return lost.get();
    }

    @Override
    public void close() {
        closed = true;
        renewing.cancel(false);
        timer.shutdownNow();
        if (isLost()) {
            return;
        }
        try {
            leases.release(first.name(), first.holder());
        } catch (StoreException e) {
            LOG.warn("the lease {} can not be given back: {}", first.name(), e.getMessage());
        }
    }
}
