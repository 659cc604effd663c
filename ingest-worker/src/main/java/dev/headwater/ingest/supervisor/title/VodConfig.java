package dev.headwater.ingest.supervisor.title;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Packaging;
import dev.headwater.ingest.supervisor.children.ChildCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a worker packages films.
 *
 * @param workerId the same in every life of a machine's worker
 * @param childCommand see {@link ChildCommand}
 * @param workFolder the worker's own: what is made of titles until all of it is stored, and files that are fetched
 * @param ladder the most a title is encoded to
 * @param threads so many parts of a title are made at once; of one in one part, for each decoder and encoder
 * @param partLength how long a part is, a whole number of segments
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
        Duration partLength,
        Duration maxLength,
        Duration leaseLength,
        Duration tick,
        Duration silence,
        Duration storePatience,
        Duration retention) {

    public VodConfig {
        childCommand = List.copyOf(childCommand);
        if (partLength.isZero() || partLength.toMillis() % Packaging.SEGMENT_DURATION.toMillis() != 0) {
            throw new IllegalArgumentException("a part is a whole number of segments");
        }
    }

    /** One title at a time, with half of the processors: the others are the channels'. */
    public static VodConfig of(String workerId, List<String> childCommand, Path workFolder) {
        return new VodConfig(
                workerId,
                ChildCommand.inTheBackground(childCommand),
                workFolder,
                Ladder.SMALL,
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                Duration.ofMinutes(2),
                Duration.ofHours(12),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5));
    }
}
