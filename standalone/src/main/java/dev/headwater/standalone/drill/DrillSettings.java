package dev.headwater.standalone.drill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is asked of a drill.
 *
 * @param seed of what is killed when: the same one kills the same
 * @param limit after which nothing more is killed; empty: none
 * @param serverFlags of the server's JVM
 * @param progress is told what is being done
 */
public record DrillSettings(
        int kills, long seed, Optional<Duration> limit, List<String> serverFlags, Consumer<String> progress) {
    public DrillSettings {
        serverFlags = List.copyOf(serverFlags);
        if (kills < 1) {
            throw new IllegalArgumentException("a drill kills something");
        }
    }
}
