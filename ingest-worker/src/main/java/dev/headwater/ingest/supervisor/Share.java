package dev.headwater.ingest.supervisor;

import dev.headwater.core.hls.ReservedChannels;
import java.util.Set;

/** Which channels are this worker's to make: those it was told, or all that no other worker was told. */
final class Share {
    private final ReservedChannels reserved;
    private final String worker;
    private final Set<Integer> only;
    private Set<Integer> others = Set.of();

    /** @param only empty: any */
    Share(ReservedChannels reserved, String worker, Set<Integer> only) {
        this.reserved = reserved;
        this.worker = worker;
        this.only = only;
    }

    /** To be called more than twice in {@link ReservedChannels#LENGTH}. */
    void renew() {
        if (only.isEmpty()) {
            others = reserved.notFor(worker);
        } else {
            reserved.reserve(only, worker);
        }
    }

    boolean holds(int channel) {
        return only.isEmpty() ? !others.contains(channel) : only.contains(channel);
    }
}
