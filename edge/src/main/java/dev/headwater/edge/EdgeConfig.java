package dev.headwater.edge;

import dev.headwater.core.playback.edge.Edge;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
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
 * @param publicBase scheme, host and port by which viewers reach it through a proxy; empty: as their Host says
 */
public record EdgeConfig(
        String bindAddress,
        int port,
        long cacheBytes,
        int maxCachedObjectBytes,
        int maxConnections,
        Duration idleTimeout,
        int capacity,
        Optional<TlsIdentity> tls,
        Optional<String> publicBase) {
    private static final int MIB = 1024 * 1024;
    private static final int MAX_CACHED_OBJECT = 16 * MIB;
    private static final int OBJECTS_IN_CACHE = 4;

    /**
     * PEM files, read once at the start.
     *
     * @param certificateChain the edge's own certificate first
     * @param privateKey PKCS #8, not encrypted
     */
    public record TlsFiles(Path certificateChain, Path privateKey) implements TlsIdentity {}

    /** The same, read already. */
    public record TlsKeys(PrivateKey privateKey, List<X509Certificate> certificateChain) implements TlsIdentity {
        @Override
        public String toString() {
            return "TlsKeys[" + certificateChain.size() + " certificates]";
        }
    }

    /** A certificate chain and its private key. */
    public sealed interface TlsIdentity {}

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
                bindAddress,
                port,
                256L * MIB,
                MAX_CACHED_OBJECT,
                10_000,
                Duration.ofSeconds(60),
                0,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * So much cache, for objects of up to 16 MiB, but of no more than a quarter of it: one still leaves room for others.
     *
     * @param heap what the process may have, in bytes; the cache takes three quarters of it at most
     */
    public EdgeConfig withCacheOf(int mebibytes, long heap) {
        long bytes = (long) mebibytes * MIB;
        long most = heap / 4 * 3;
        if (mebibytes < 1 || bytes > most) {
            throw new IllegalArgumentException(
                    "a cache is 1 to " + most / MIB + " MB with a heap of " + heap / MIB + " MB");
        }
        return withCache(bytes, (int) Math.min(MAX_CACHED_OBJECT, bytes / OBJECTS_IN_CACHE));
    }

    public EdgeConfig withCache(long bytes, int maxObjectBytes) {
        return new EdgeConfig(
                bindAddress, port, bytes, maxObjectBytes, maxConnections, idleTimeout, capacity, tls, publicBase);
    }

    public EdgeConfig withMaxConnections(int connections) {
        return new EdgeConfig(
                bindAddress,
                port,
                cacheBytes,
                maxCachedObjectBytes,
                connections,
                idleTimeout,
                capacity,
                tls,
                publicBase);
    }

    public EdgeConfig withIdleTimeout(Duration timeout) {
        return new EdgeConfig(
                bindAddress,
                port,
                cacheBytes,
                maxCachedObjectBytes,
                maxConnections,
                timeout,
                capacity,
                tls,
                publicBase);
    }

    public EdgeConfig withCapacity(int mbps) {
        return new EdgeConfig(
                bindAddress,
                port,
                cacheBytes,
                maxCachedObjectBytes,
                maxConnections,
                idleTimeout,
                mbps,
                tls,
                publicBase);
    }

    public EdgeConfig withTls(TlsIdentity identity) {
        return new EdgeConfig(
                bindAddress,
                port,
                cacheBytes,
                maxCachedObjectBytes,
                maxConnections,
                idleTimeout,
                capacity,
                Optional.of(identity),
                publicBase);
    }

    /** @param base {@code http(s)://host[:port]}, what signatures name whatever a proxy sends as Host */
    public EdgeConfig withPublicBase(String base) {
        return new EdgeConfig(
                bindAddress,
                port,
                cacheBytes,
                maxCachedObjectBytes,
                maxConnections,
                idleTimeout,
                capacity,
                tls,
                Optional.of(base));
    }

    /**
     * The public base as an operator writes it.
     *
     * @param url {@code http(s)://host[:port]}, the same as in the pool of edges
     * @throws IllegalArgumentException where it is no such one; says what is expected
     */
    public EdgeConfig withPublicUrl(String url) {
        return withPublicBase(Edge.at("this", url, 0, 0).base(""));
    }

    /** Scheme, host and port, as signatures name them for a viewer who sent this Host. */
    String origin(String host) {
        return publicBase.orElseGet(() -> scheme() + "://" + host);
    }

    /** What it speaks. */
    String scheme() {
        return tls.isPresent() ? "https" : "http";
    }
}
