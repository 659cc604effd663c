package dev.headwater.standalone.runtime;

import dev.headwater.api.health.Check;
import dev.headwater.api.health.Readiness;
import dev.headwater.api.imports.ImportRun;
import dev.headwater.api.listing.PublishLag;
import dev.headwater.api.metrics.Gauges;
import dev.headwater.api.metrics.ImportMeters;
import dev.headwater.api.metrics.ProcessMeters;
import dev.headwater.api.metrics.StoreSampler;
import dev.headwater.api.netty.MetricsPage;
import dev.headwater.api.runtime.Services;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** How operators and their tools see whether a server is well. */
final class Watch implements AutoCloseable {
    /** Rendering the lists of a large catalogue takes a while. */
    private static final Duration LISTS_BEHIND = Duration.ofMinutes(5);

    private final MetricsPage page;
    private final Gauges gauges;
    private final Readiness readiness;
    private final ImportMeters imports;

    private Watch(MetricsPage page, Gauges gauges, Readiness readiness) {
        this.imports = new ImportMeters(page.registry());
        this.page = page;
        this.gauges = gauges;
        this.readiness = readiness;
    }

    /** @param publishes whether lists are rendered ahead here: if not, late ones are no fault of this process */
    static Watch start(Services services, String process, boolean publishes) {
        MetricsPage page = new MetricsPage();
        ProcessMeters.bindTo(page.registry());
        Gauges gauges = new Gauges(
                page.registry(),
                new StoreSampler(
                        services.sessions(),
                        services.channels(),
                        services.windows(),
                        services.takedowns(),
                        services.edges(),
                        new PublishLag(services.tables().catalog(), services.clock()),
                        services.clock()));
        gauges.start();
        Readiness readiness = new Readiness(services.clock());
        readiness.add(Check.tables(services.leases(), process));
        readiness.add(Check.objects(services.objects()));
        readiness.add(Check.edges(services.edges()));
        if (publishes) {
            readiness.add(Check.publisher(gauges::publishLag, LISTS_BEHIND));
        }
        return new Watch(page, gauges, readiness);
    }

    void imported(ImportRun run) {
        imports.ended(run.kind(), ImportMeters.Outcome.of(run.state()));
    }

    MetricsPage page() {
        return page;
    }

    MeterRegistry registry() {
        return page.registry();
    }

    Readiness readiness() {
        return readiness;
    }

    @Override
    public void close() {
        gauges.close();
        page.close();
    }
}
