package dev.headwater.api.netty;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Metrics as Prometheus reads them. */
public final class MetricsPage implements AutoCloseable {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Where what is on the page is registered. */
    public MeterRegistry registry() {
        return registry;
    }

    String text() {
        return registry.scrape(TYPE);
    }

    @Override
    public void close() {
        registry.close();
    }
}
