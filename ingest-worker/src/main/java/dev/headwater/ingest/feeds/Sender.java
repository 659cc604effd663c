package dev.headwater.ingest.feeds;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program that sends, started anew whenever it ends, until it is closed. Its words are thrown away. */
public final class Sender implements AutoCloseable {
    private static final long PAUSE_MILLIS = 200;

    private final List<String> command;
    private final Thread keeper;
    private @Nullable Process process;
    private boolean closed;

    Sender(String name, List<String> command) {
        this.command = List.copyOf(command);
        this.keeper = Thread.ofPlatform().daemon().name("sender-" + name).start(this::keep);
    }

    private void keep() {
        try {
            for (Process next = next(); next != null; next = next()) {
                next.waitFor();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException | IOException e) {
            // Closed, or there is no such program: whoever waits for what it sends finds out.
        }
    }

    private synchronized @Nullable Process next() throws IOException {
        if (closed) {
            return null;
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process;
    }

    /** Ends what sends now, as a crash would; it is started again. */
    public synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            kill();
        }
        keeper.interrupt();
    }
}
