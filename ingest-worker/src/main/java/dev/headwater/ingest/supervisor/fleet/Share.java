package dev.headwater.ingest.supervisor.fleet;

import dev.headwater.core.hls.ReservedChannels;
import java.util.Set;

/** Which channels are this worker's to make: those it was told, or all that no other worker was told. */
final class Share {
    private static final int CALLS_BETWEEN = 10;

    private final ReservedChannels reserved;
    private final String worker;
    private final Set<Integer> only;
    private Set<Integer> others = Set.of();
    private boolean isKnown;
    private int calls;

    /** @param only empty: any */
    Share(ReservedChannels reserved, String worker, Set<Integer> only) {
        this.reserved = reserved;
        this.worker = worker;
        this.only = only;
    }

    /** Before anything is taken, once: what others were told is theirs from the start. */
    void renewFirst() {
        if (!isKnown) {
            renew();
        }
    }

    /** To be called every second; every tenth time it is done, so that one may fail in {@link ReservedChannels#LENGTH}. */
    void renewWhenDue() {
        if (++calls >= CALLS_BETWEEN) {
            calls = 0;
            renew();
        }
    }

    private void renew() {
        if (only.isEmpty()) {
            others = reserved.notFor(worker);
        } else {
            reserved.reserve(only, worker);
        }
        isKnown = true;
    }

    boolean holds(int channel) {
        return only.isEmpty() ? !others.contains(channel) : only.contains(channel);
    }
}
