package dev.headwater.ingest.supervisor.channel;

import dev.headwater.ingest.supervisor.children.ChildCommand;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How a worker works.
 *
 * @param workerId the same in every life of a machine's worker: it takes its own channels back at once
 * @param childCommand see {@link ChildCommand}
 * @param leaseLength how long a channel stays with a worker that is not heard of
 * @param tick how often channels and children are looked at
 * @param queueSegments segments a rendition that wait for upload; more are dropped
 * @param queueBytes bytes of all channels together that wait for upload; more are dropped
 * @param frameTimeout a child that is silent for so long is killed
 * @param openTimeout a child that has not opened its source by then is killed
 * @param maxBackoff longest wait before a child is started again
 * @param stableAfter a child that lived so long starts again at once
 * @param retention how long an object stays after its segment left the window
 * @param sweepInterval how often objects past that are looked for
 * @param only the channels it makes, and keeps others from; empty: all that nobody keeps it from
 * @param demanded channels on demand that are made at once, ≥ 1; who asks for one more is told so
 * @param keyLife how long segments of a channel are encrypted with one key
 */
public record IngestConfig(
        String workerId,
        List<String> childCommand,
        Duration leaseLength,
        Duration tick,
        int queueSegments,
        long queueBytes,
        Duration frameTimeout,
        Duration openTimeout,
        Duration maxBackoff,
        Duration stableAfter,
        Duration retention,
        Duration sweepInterval,
        Set<Integer> only,
        int demanded,
        Duration keyLife) {

    private static final int LEAST_DEMANDED = 4;

    public IngestConfig {
        childCommand = List.copyOf(childCommand);
        only = Set.copyOf(only);
    }

    public static IngestConfig of(String workerId, List<String> childCommand, Set<Integer> only) {
        return new IngestConfig(
                workerId,
                childCommand,
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                3,
                64L * 1024 * 1024,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                only,
                Math.max(LEAST_DEMANDED, 2 * Runtime.getRuntime().availableProcessors()),
                Duration.ofHours(1));
    }

    public IngestConfig withKeyLife(Duration life) {
        return new IngestConfig(
                workerId,
                childCommand,
                leaseLength,
                tick,
                queueSegments,
                queueBytes,
                frameTimeout,
                openTimeout,
                maxBackoff,
                stableAfter,
                retention,
                sweepInterval,
                only,
                demanded,
                life);
    }
}
