package dev.headwater.standalone.runtime;

import dev.headwater.core.playback.edge.EdgeProber;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a prober go round in the background. */
final class EdgeWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeWatch.class);
    private static final Duration AFTER_A_FAULT = Duration.ofMillis(500);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(2);

    private final EdgeProber prober;
    private final Thread thread;

    private EdgeWatch(EdgeProber prober) {
        this.prober = prober;
        this.thread = Thread.ofVirtual().name("edge-watch").unstarted(this::run);
    }

    static EdgeWatch start(EdgeProber prober) {
        EdgeWatch watch = new EdgeWatch(prober);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (true) {
                // The rhythm of the rounds; interrupted to stop.
                Thread.sleep(round());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration round() throws InterruptedException {
        try {
            return prober.round();
        } catch (RuntimeException e) {
            // The store may be back for the next round; edges are named as they were found last.
            LOG.warn("the edges could not be probed: {}", e.toString());
            return AFTER_A_FAULT;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STOPPED_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        prober.close();
    }
}
