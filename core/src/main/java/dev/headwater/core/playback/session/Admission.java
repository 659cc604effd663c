package dev.headwater.core.playback.session;

/** What a request for a connection leads to. */
public sealed interface Admission {
    /** What is to be stored where it differs from what was read, before the request is answered. */
    LineSessions next();

    /** It holds a connection. */
    record Admitted(LineSessions next) implements Admission {}

    /** It holds none. */
    record Refused(LineSessions next, Reason reason) implements Admission {}

    /** Why there is no connection. */
    enum Reason {
        /** The ticket is dead: its session was ended, or it is too old to take a connection. */
        DEAD,
        /** The session had a connection, and another one has it now. */
        PUT_OUT,
        /** The device was put out a moment ago and would put out another in turn. */
        IN_USE,
        /** Every connection is taken, and the line refuses newcomers. */
        FULL
    }
}
