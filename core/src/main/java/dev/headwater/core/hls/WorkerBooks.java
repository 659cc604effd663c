package dev.headwater.core.hls;

import dev.headwater.core.store.Leases;
import dev.headwater.core.store.TableStore;
import java.time.InstantSource;

/**
 * What workers write down for each other, all in the table of sessions.
 *
 * @param leases who makes a channel
 * @param reserved what only one worker can make
 * @param heartbeats which workers there are
 * @param swept which channels may have objects, also when the channel is gone
 */
public record WorkerBooks(Leases leases, ReservedChannels reserved, Heartbeats heartbeats, SweptChannels swept) {
    public static WorkerBooks in(TableStore sessions, InstantSource clock) {
        return new WorkerBooks(
                new Leases(sessions, clock),
                new ReservedChannels(sessions, clock),
                new Heartbeats(sessions, clock),
                new SweptChannels(sessions));
    }
}
