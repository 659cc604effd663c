package dev.headwater.api.metrics;

import io.micronaut.http.HttpRequest;

/** Says who may see how a server is doing: its metrics, and what exactly is wrong. All others are told nothing of it. */
@FunctionalInterface
public interface MetricsAccess {
    boolean mayRead(HttpRequest<?> request);
}
