package dev.headwater.ingest.supervisor.children;

import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.util.function.Consumer;

/** Starts children. */
@FunctionalInterface
public interface ChildLauncher {
    /** @param log told each line the child writes to stderr, by another thread; the first so many, if it is talkative */
    ChildProcess launch(Job job, Consumer<String> log) throws IOException;
}
