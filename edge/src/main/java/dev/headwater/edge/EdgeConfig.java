package dev.headwater.edge;

import java.time.Duration;

/**
 * How an edge runs.
 *
 * @param bindAddress host name or address to listen on
 * @param port to listen on; 0: any free one
 * @param cacheBytes how much of the objects is kept in memory
 * @param maxCachedObjectBytes larger objects are streamed from the origin each time
 * @param maxConnections more are closed as soon as they are accepted
 * @param idleTimeout after which a connection without a request is closed; a reader that takes nothing is closed after
 *     twice as long at the latest
 */
public record EdgeConfig(
        String bindAddress,
        int port,
        long cacheBytes,
        int maxCachedObjectBytes,
        int maxConnections,
        Duration idleTimeout) {
    private static final int MIB = 1024 * 1024;

    public EdgeConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535");
        }
        if (cacheBytes < 0 || maxCachedObjectBytes < 0 || maxConnections < 1 || !idleTimeout.isPositive()) {
            throw new IllegalArgumentException("limits of an edge are positive");
        }
    }

    /** An edge with 256 MiB of cache for objects up to 16 MiB, 10,000 connections and 60 s of patience. */
    public static EdgeConfig of(String bindAddress, int port) {
        return new EdgeConfig(bindAddress, port, 256L * MIB, 16 * MIB, 10_000, Duration.ofSeconds(60));
    }

    public EdgeConfig withCache(long bytes, int maxObjectBytes) {
        return new EdgeConfig(bindAddress, port, bytes, maxObjectBytes, maxConnections, idleTimeout);
    }

    public EdgeConfig withMaxConnections(int connections) {
        return new EdgeConfig(bindAddress, port, cacheBytes, maxCachedObjectBytes, connections, idleTimeout);
    }

    public EdgeConfig withIdleTimeout(Duration timeout) {
        return new EdgeConfig(bindAddress, port, cacheBytes, maxCachedObjectBytes, maxConnections, timeout);
    }
}
