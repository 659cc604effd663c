package dev.headwater.standalone.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What every benchmark takes.
 *
 * @param length of each measurement
 * @param warmUp before the first: a cold JVM tells nothing
 * @param connections that the load generator holds open
 * @param profile where the server's flight recording goes; null: none is made
 * @param serverFlags of the server's JVM
 * @param progress is told what is being done
 */
public record BenchSettings(
        Duration length,
        Duration warmUp,
        int connections,
        @Nullable Path profile,
        List<String> serverFlags,
        Consumer<String> progress) {
    public BenchSettings {
        serverFlags = List.copyOf(serverFlags);
        if (!length.isPositive() || warmUp.isNegative() || connections < 1) {
            throw new IllegalArgumentException("a measurement takes a second or more, and a connection or more");
        }
    }

    void say(String what) {
        progress.accept(what);
    }
}
