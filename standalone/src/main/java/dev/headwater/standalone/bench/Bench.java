package dev.headwater.standalone.bench;

import java.nio.file.Path;

/** One measurement. */
@FunctionalInterface
public interface Bench {
    /**
     * Measures.
     *
     * @param folder empty, for whatever it needs
     * @throws BenchException where something is missing on this machine
     */
    Report run(BenchSettings settings, Path folder) throws Exception;
}
