package dev.headwater.functions;

import dev.headwater.api.listing.PublishLag;
import dev.headwater.api.metrics.emf.EmfWriter;
import dev.headwater.api.runtime.Services;
import dev.headwater.aws.FunctionNeeds;
import dev.headwater.core.takedown.TakedownJob;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;

/**
 * Renders lists and guide documents ahead where something changed, and carries out takedowns: woken by the stream of the
 * table, which says that a change was noted, and by the clock.
 */
public final class PublishHandler extends WorkFunction {
    private static final String LAG = "headwater.publish.lag";

    private final PublishRound round;

    public PublishHandler() {
        super(FunctionNeeds.PUBLISH);
        Services services = composition().services();
        this.round = new PublishRound(
                new PublishRound.Parts(
                        composition().publisher()::publishStale,
                        composition().documents()::refresh,
                        takedowns(services),
                        measure(services)),
                services.clock());
    }

    @Override
    void work(Instant until) {
        round.run(until);
    }

    private static PublishRound.Takedowns takedowns(Services services) {
        TakedownJob job = services.takedownJob(
                holder("publish-function"), () -> services.publishRequests().changed());
        return new PublishRound.Takedowns() {
            @Override
            public boolean isDue() {
                return job.isDue();
            }

            @Override
            public void round(boolean all, Instant until) {
                job.round(all, until);
            }
        };
    }

    /** What still waits once all was done waits for a reason: an alarm looks at it. */
    private static Runnable measure(Services services) {
        PublishLag lag = new PublishLag(services.tables().catalog(), services.clock());
        MeterRegistry registry = new SimpleMeterRegistry();
        Gauge.builder(LAG, () -> lag.measure().toMillis() / 1000.0)
                .baseUnit("seconds")
                .register(registry);
        return new EmfWriter(registry, HttpStage.NAMESPACE, System.out::println, services.clock())::write;
    }
}
