package dev.headwater.ingest.supervisor;

import dev.headwater.core.media.Ladder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a worker packages films.
 *
 * @param workerId the same in every life of a machine's worker
 * @param childCommand see {@link ChildCommand}
 * @param workFolder the worker's own, emptied when it starts: a file that is fetched, and the MP4 until it is stored
 * @param ladder the most a title is encoded to
 * @param threads for each decoder and encoder
 * @param maxLength a longer title is refused
 * @param leaseLength how long a title stays with a worker that is not heard of
 * @param tick how often titles are looked for without being told
 * @param silence a child that says nothing for so long is killed
 * @param storePatience how long a store at fault is asked again for one object
 * @param retention how long an object stays that nobody needs any more
 */
public record VodConfig(
        String workerId,
        List<String> childCommand,
        Path workFolder,
        Ladder ladder,
        int threads,
        Duration maxLength,
        Duration leaseLength,
        Duration tick,
        Duration silence,
        Duration storePatience,
        Duration retention) {

    public VodConfig {
        childCommand = List.copyOf(childCommand);
    }

    /** One title at a time, with half of the processors: the others are the channels'. */
    public static VodConfig of(String workerId, List<String> childCommand, Path workFolder) {
        return new VodConfig(
                workerId,
                ChildCommand.inTheBackground(childCommand),
                workFolder,
                Ladder.SMALL,
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                Duration.ofHours(12),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5));
    }
}
