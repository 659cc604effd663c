package dev.headwater.standalone.runtime;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes channels of a headend in the cloud, and films unless it was told which channels or MediaConvert makes them: nothing
 * else runs in it, and of secrets it reads what keys of content are sealed with.
 */
public final class WorkerProcess implements AutoCloseable {
    private final CloudClaim claim;
    private final Ingest ingest;
    private final @Nullable HealthPort health;
    private final StopSignal stop = new StopSignal();

    private WorkerProcess(CloudClaim claim, Ingest ingest, @Nullable HealthPort health) {
        this.claim = claim;
        this.ingest = ingest;
        this.health = health;
    }

    /**
     * Returns when it works.
     *
     * @param only the channels it makes, which others leave alone meanwhile; empty: any
     * @param keyLife how long segments of an encrypted channel have the same key
     * @param machine what channels may use of it
     * @param healthPort on which it says that it lives; null: on none
     */
    public static WorkerProcess start(
            Cloud cloud,
            Path data,
            Set<Integer> only,
            Duration keyLife,
            MachineUse machine,
            @Nullable Integer healthPort,
            PrintWriter out) {
        InstantSource clock = Clock.systemUTC();
        CloudClaim claim = CloudClaim.take(cloud, data, clock);
        try {
            Ingest ingest = new Ingest(
                    IngestStores.over(
                            claim.stores().tables(),
                            claim.stores().objects(),
                            claim.stores().secrets(),
                            clock),
                    claim.process(),
                    claim.folder().root().resolve("work"),
                    only,
                    keyLife,
                    machine);
            HealthPort health = healthPort == null ? null : HealthPort.open(healthPort);
            WorkerProcess process = new WorkerProcess(claim, ingest, health);
            ingest.makeSlates(out);
            boolean isForFilms = only.isEmpty() && !cloud.convertsFilms();
            if (isForFilms) {
                ingest.start();
            } else {
                ingest.startChannels();
            }
            process.stop.listen();
            out.println("Worker " + claim.process() + " makes "
                    + (isForFilms
                            ? "channels and films"
                            : only.isEmpty() ? "channels" : "channels " + new TreeSet<>(only))
                    + " of "
                    + cloud.place());
            out.println("Headwater is ready");
            out.flush();
            return process;
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    /** Returns when the process is told to stop. */
    public void awaitStop() throws InterruptedException {
        stop.await();
    }

    @Override
    public void close() {
        try {
            ingest.close();
            if (health != null) {
                health.close();
            }
            claim.close();
        } finally {
            stop.stopped();
        }
    }
}
