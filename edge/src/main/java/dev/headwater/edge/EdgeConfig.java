package dev.headwater.edge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How an edge runs.
 *
 * @param bindAddress host name or address to listen on
 * @param port to listen on; 0: any free one
 * @param cacheBytes how much of the objects is kept in memory
 * @param maxCachedObjectBytes larger objects are streamed from the origin each time
 * @param maxConnections more are closed as soon as they are accepted, but for a few that may ask for the health
 * @param idleTimeout after which a connection without a request is closed; a reader that takes nothing is closed after
 *     twice as long at the latest
 * @param capacity what its line can carry, in Mbit/s, as {@code /health} tells it; 0: not known
 * @param tls what makes it speak https, and only that; empty: http
 */
public record EdgeConfig(
        String bindAddress,
        int port,
        long cacheBytes,
        int maxCachedObjectBytes,
        int maxConnections,
        Duration idleTimeout,
        int capacity,
        Optional<TlsFiles> tls) {
    private static final int MIB = 1024 * 1024;

    /**
     * PEM files, read once at the start.
     *
     * @param certificateChain the edge's own certificate first
     * @param privateKey PKCS #8, not encrypted
     */
    public record TlsFiles(Path certificateChain, Path privateKey) {}

    public EdgeConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535");
        }
        if (cacheBytes < 0 || maxCachedObjectBytes < 0 || maxConnections < 1 || !idleTimeout.isPositive()) {
            throw new IllegalArgumentException("limits of an edge are positive");
        }
        if (capacity < 0) {
            throw new IllegalArgumentException("a capacity is a number of Mbit/s, or 0");
        }
    }

    /** An edge with 256 MiB of cache for objects up to 16 MiB, 10,000 connections and 60 s of patience. */
    public static EdgeConfig of(String bindAddress, int port) {
        return new EdgeConfig(
                bindAddress, port, 256L * MIB, 16 * MIB, 10_000, Duration.ofSeconds(60), 0, Optional.empty());
    }

    public EdgeConfig withCache(long bytes, int maxObjectBytes) {
        return new EdgeConfig(bindAddress, port, bytes, maxObjectBytes, maxConnections, idleTimeout, capacity, tls);
    }

    public EdgeConfig withMaxConnections(int connections) {
        return new EdgeConfig(
                bindAddress, port, cacheBytes, maxCachedObjectBytes, connections, idleTimeout, capacity, tls);
    }

    public EdgeConfig withIdleTimeout(Duration timeout) {
        return new EdgeConfig(
                bindAddress, port, cacheBytes, maxCachedObjectBytes, maxConnections, timeout, capacity, tls);
    }

    public EdgeConfig withCapacity(int mbps) {
        return new EdgeConfig(
                bindAddress, port, cacheBytes, maxCachedObjectBytes, maxConnections, idleTimeout, mbps, tls);
    }

    public EdgeConfig withTls(TlsFiles files) {
        return new EdgeConfig(
                bindAddress,
                port,
                cacheBytes,
                maxCachedObjectBytes,
                maxConnections,
                idleTimeout,
                capacity,
                Optional.of(files));
    }

    /** The scheme viewers reach it by. */
    String scheme() {
        return tls.isPresent() ? "https" : "http";
    }
}
