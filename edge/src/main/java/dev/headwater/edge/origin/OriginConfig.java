package dev.headwater.edge.origin;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where the origin is, and how patient an edge is with it.
 *
 * @param address scheme, host and port, and a base path where there is one: {@code http://headend:8080}
 * @param token what the origin knows this edge by; never shown
 * @param connectTimeout until the origin has taken a connection
 * @param readTimeout until its answer begins, and between one part of it and the next
 * @param maxObjectBytes larger objects are refused
 * @param concurrentReads how many parts of large objects are read at the same time; each viewer of one holds one
 * @param keysEvery how often the keys are asked for
 */
public record OriginConfig(
        URI address,
        String token,
        Duration connectTimeout,
        Duration readTimeout,
        long maxObjectBytes,
        int concurrentReads,
        Duration keysEvery) {
    private static final long GIB = 1L << 30;
    private static final long MAX_OBJECT = 64 * GIB;
    private static final int CONCURRENT_READS = 256;
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*/?");
    /** RFC 6750, section 2.1, with an end. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,500}=*");

    public OriginConfig {
        if (!isOrigin(address)) {
            throw new IllegalArgumentException("an origin is http(s)://HOST[:PORT][/PATH]");
        }
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("a token is what 'edge add' printed: letters, digits, '-' and '_'");
        }
        if (!connectTimeout.isPositive() || !readTimeout.isPositive() || !keysEvery.isPositive()) {
            throw new IllegalArgumentException("time limits of an origin are positive");
        }
        if (maxObjectBytes < 1 || concurrentReads < 1) {
            throw new IllegalArgumentException("limits of an origin are positive");
        }
    }

    /** 2 s to connect, 5 s between parts, objects up to 64 GiB, keys every 5 s. */
    public static OriginConfig of(URI address, String token) {
        return new OriginConfig(
                address,
                token,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                MAX_OBJECT,
                CONCURRENT_READS,
                Duration.ofSeconds(5));
    }

    public OriginConfig withTimeouts(Duration connect, Duration read) {
        return new OriginConfig(address, token, connect, read, maxObjectBytes, concurrentReads, keysEvery);
    }

    public OriginConfig withLimits(long objectBytes, int reads) {
        return new OriginConfig(address, token, connectTimeout, readTimeout, objectBytes, reads, keysEvery);
    }

    public OriginConfig withKeysEvery(Duration interval) {
        return new OriginConfig(address, token, connectTimeout, readTimeout, maxObjectBytes, concurrentReads, interval);
    }

    private static boolean isOrigin(URI address) {
        return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && PATH.matcher(address.getRawPath()).matches();
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "OriginConfig[" + address + "]";
    }
}
