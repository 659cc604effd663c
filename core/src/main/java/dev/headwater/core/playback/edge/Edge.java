package dev.headwater.core.playback.edge;

import dev.headwater.core.InvalidValueException;
import dev.headwater.core.playback.PublicHost;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host that serves segments, as its operator wants it. What is found out about it is an {@link EdgeHealth}.
 *
 * @param name as operators call it
 * @param scheme {@code http} or {@code https}
 * @param host null: the host by which the viewer reached us
 * @param weight its share of the channels and viewers, at most {@value #MAX_WEIGHT}; 0 takes none
 * @param capacity what it can send, in Mbit/s; 0: as it says itself, or without a limit
 * @param drained whether it is to be named in no redirect
 * @param tokenDigest of the {@link EdgeToken} it shows the origin; null: it has none
 */
public record Edge(
        String name,
        String scheme,
        @Nullable String host,
        int port,
        int weight,
        int capacity,
        boolean drained,
        @Nullable String tokenDigest) {
    public static final int MAX_WEIGHT = 10_000;
    private static final int MAX_CAPACITY = 10_000_000;
    /** Of the names of a server's own edges; a number follows. */
    public static final String OWN_PREFIX = "edge-";

    private static final Pattern OWN = Pattern.compile(OWN_PREFIX + "\\d+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern URL = Pattern.compile("(?i)(https?)://([^/?#@]{1,300})/?");
    private static final int DEFAULT_HTTP = 80;
    private static final int DEFAULT_HTTPS = 443;

    /** What an edge is doing. */
    public enum State {
        UP,
        DRAINING,
        DOWN
    }

    public Edge {
        if (!isName(name)) {
            throw new InvalidValueException("name", "an edge's name is 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        if (weight < 0 || weight > MAX_WEIGHT) {
            throw new InvalidValueException("weight", "a weight is 0 to " + MAX_WEIGHT);
        }
        if (capacity < 0 || capacity > MAX_CAPACITY) {
            throw new InvalidValueException(
                    "capacity", "a capacity is 0 to " + MAX_CAPACITY + " Mbit/s; 0: without a limit");
        }
    }

    /** Whether an edge may be called so; of any other name there is none. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** An edge without a known capacity that takes viewers. */
    public static Edge of(String name, String scheme, @Nullable String host, int port, int weight) {
        return new Edge(name, scheme, host, port, weight, 0, false, null);
    }

    /**
     * An edge elsewhere.
     *
     * @param url {@code http(s)://host[:port]}, as viewers reach it
     * @throws IllegalArgumentException where the URL is no such one; says what is expected
     */
    public static Edge at(String name, String url, int weight, int capacity) {
        Matcher parts = URL.matcher(url);
        PublicHost place = parts.matches()
                ? PublicHost.parse(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2))
                        .orElse(null)
                : null;
        if (place == null) {
            throw new InvalidValueException(
                    "url", "an edge's URL is http://HOST[:PORT] or https://HOST[:PORT], without a path");
        }
        return new Edge(name, place.scheme(), place.host(), place.port(), weight, capacity, false, null);
    }

    /** Whether it is part of a server's own process: {@code edge-1}, {@code edge-2} and so on are no names for others. */
    public boolean isOwn() {
        return isOwn(name);
    }

    /** Whether an edge of this name is part of a server's own process. */
    public static boolean isOwn(String name) {
        return OWN.matcher(name).matches();
    }

    public Edge withDrained(boolean wanted) {
        return new Edge(name, scheme, host, port, weight, capacity, wanted, tokenDigest);
    }

    public Edge withWeight(int newWeight) {
        return new Edge(name, scheme, host, port, newWeight, capacity, drained, tokenDigest);
    }

    /** @param megabits a second; 0: as it says itself, or without a limit */
    public Edge withCapacity(int megabits) {
        return new Edge(name, scheme, host, port, weight, megabits, drained, tokenDigest);
    }

    /** The same edge, let in by this token alone. */
    public Edge withToken(EdgeToken token) {
        return new Edge(name, scheme, host, port, weight, capacity, drained, token.digest());
    }

    /** Scheme, host and port as a viewer reaches it who reached us by {@code viewerHost} (without a port). */
    public String base(String viewerHost) {
        String authority = host == null ? viewerHost : host;
        boolean isDefault = port == (scheme.equals("https") ? DEFAULT_HTTPS : DEFAULT_HTTP);
        return scheme + "://" + authority + (isDefault ? "" : ":" + port);
    }
}
