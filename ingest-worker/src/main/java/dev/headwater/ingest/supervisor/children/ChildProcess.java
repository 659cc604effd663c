package dev.headwater.ingest.supervisor.children;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/** A running child. */
public interface ChildProcess {
    /** What it writes; ends when the child does. */
    InputStream frames();

    /** Ends it at once, whatever it is doing; again and again without harm. */
    void kill();

    /** Processor time it has used so far; empty: it has ended, or nobody knows. */
    default Optional<Duration> cpu() {
        return Optional.empty();
    }
}
