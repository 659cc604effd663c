package dev.headwater.ingest.supervisor;

import dev.headwater.ingest.frames.Job;
import java.io.IOException;

/** Starts children. */
@FunctionalInterface
interface ChildLauncher {
    ChildProcess launch(Job job) throws IOException;
}
