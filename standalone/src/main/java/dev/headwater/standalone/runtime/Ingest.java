package dev.headwater.standalone.runtime;

import java.io.PrintWriter;
import java.nio.file.Path;

/** The worker of this machine. */
final class Ingest implements AutoCloseable {
    Ingest(Services services) {}

    void makeClip(Path file, PrintWriter out) throws Exception {}

    void start() {}

    void look() {}

    @Override
    public void close() {}
}
