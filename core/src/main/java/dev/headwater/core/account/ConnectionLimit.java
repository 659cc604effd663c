package dev.headwater.core.account;

import dev.headwater.core.InvalidValueException;

/**
 * How many playbacks a line may hold at once.
 *
 * @param connections ≥ 1
 * @param whenFull what becomes of a newcomer
 */
public record ConnectionLimit(int connections, WhenFull whenFull) {
    /** What becomes of a newcomer where every connection is taken. */
    public enum WhenFull {
        /** It is let in, and another device is put out: what real panels do. */
        PUT_OUT,
        /** It is refused, unless its own device makes room. */
        REFUSE
    }

    /** So many sessions, with what devices call themselves, fit into one item of 400 KB. */
    public static final int MAX_CONNECTIONS = 500;

    public ConnectionLimit {
        if (connections < 1 || connections > MAX_CONNECTIONS) {
            throw new InvalidValueException("connections", "connections are 1 to " + MAX_CONNECTIONS);
        }
    }

    /** A limit that puts out. */
    public static ConnectionLimit of(int connections) {
        return new ConnectionLimit(connections, WhenFull.PUT_OUT);
    }

    public ConnectionLimit withConnections(int newConnections) {
        return new ConnectionLimit(newConnections, whenFull);
    }
}
