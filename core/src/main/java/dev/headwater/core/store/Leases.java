package dev.headwater.core.store;

import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Takes, renews and gives back {@link Lease}s, each one item under {@code LEASE#name}. */
public final class Leases {
    private static final String NOBODY = "";

    private final ItemTable<Lease> table;
    private final InstantSource clock;

    public Leases(TableStore sessions, InstantSource clock) {
        this.table = new ItemTable<>(sessions, ItemCodec.of(Lease.class));
        this.clock = clock;
    }

    /**
     * Takes the lease, or renews it where {@code holder} has it.
     *
     * @return empty where another holds it now. A fence is new when the lease was taken and the same when it was renewed
     */
    public Optional<Lease> acquire(String name, String holder, Duration length) {
        Instant now = clock.instant();
        return table.update(key(name), stored -> {
                    if (stored.isEmpty()) {
                        return Optional.of(new Lease(name, holder, 1, now.plus(length)));
                    }
                    Lease lease = stored.get();
                    boolean free = !lease.until().isAfter(now);
                    if (!free && !lease.holder().equals(holder)) {
                        return Optional.empty();
                    }
                    long fence = free ? lease.fence() + 1 : lease.fence();
                    return Optional.of(new Lease(name, holder, fence, now.plus(length)));
                })
                .filter(lease -> lease.holder().equals(holder) && lease.until().isAfter(now));
    }

    /**
     * Renews a lease under the same fence, also where it has lapsed and nobody has taken it since: a store that was not
     * reached for a while ends nobody's work.
     *
     * @return empty where it was taken since, by whomever
     */
    public Optional<Lease> renew(Lease lease, Duration length) {
        return table.update(
                        key(lease.name()),
                        stored -> stored.filter(lease::isSameAs)
                                .map(same -> new Lease(
                                        lease.name(),
                                        lease.holder(),
                                        lease.fence(),
                                        clock.instant().plus(length))))
                .filter(lease::isSameAs);
    }

    /** Who has it at this moment; empty: nobody. */
    public Optional<Lease> find(String name) {
        return table.findReadable(key(name)).filter(lease -> lease.until().isAfter(clock.instant()));
    }

    /** Takes the lease, whoever has it: what they write under their fence is refused from then on. */
    public Lease seize(String name, String holder, Duration length) {
        return table.update(
                        key(name),
                        stored -> Optional.of(new Lease(
                                name,
                                holder,
                                stored.map(Lease::fence).orElse(0L) + 1,
                                clock.instant().plus(length))))
                .orElseThrow();
    }

    /** Takes the lease anew with a higher fence, whoever of the same holder wrote under the old one. */
    public Optional<Lease> restart(String name, String holder, Duration length) {
        release(name, holder);
        return acquire(name, holder, length);
    }

    /**
     * Gives the lease back, where {@code holder} was the last to have it. A renewal that was under way does not bring it to
     * life again, however late.
     */
    public void release(String name, String holder) {
        Instant now = clock.instant();
        table.update(
                key(name),
                stored -> stored.filter(lease -> lease.holder().equals(holder))
                        .map(lease -> new Lease(name, NOBODY, lease.fence(), now)));
    }

    private static Key key(String name) {
        return new Key("LEASE#" + name, "LEASE");
    }
}
