package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.ingest.supervisor.children.ChildLauncher;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What every channel's supervisor works with.
 *
 * @param archiving keeps what is listed
 * @param queueBudget bytes that wait for upload, of all channels
 * @param clock time of day
 * @param restoring whether a restore goes on: what is missing then was not removed
 * @param nanos the monotonic clock
 */
public record IngestParts(
        IngestConfig config,
        LiveWindows windows,
        ArchiveWriter archiving,
        ObjectStore objects,
        ContentKeys keys,
        ChildLauncher launcher,
        ByteBudget queueBudget,
        InstantSource clock,
        LongSupplier nanos,
        RandomGenerator random,
        BooleanSupplier restoring) {

    /** The same with other children. */
    IngestParts launching(ChildLauncher other) {
        return new IngestParts(
                config, windows, archiving, objects, keys, other, queueBudget, clock, nanos, random, restoring);
    }
}
