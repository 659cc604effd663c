package dev.headwater.api.ts;

/** What came of asking for a channel's stream. */
public sealed interface Opening {
    /** @param stream to be sent with {@link TsResponses#of}, or closed */
    record Opened(TsStream stream) implements Opening {}

    /** The channel has never been on air, or has no such rendition. */
    record Unknown() implements Opening {}

    /** Nobody watches it yet, and there is no memory for one channel more. Viewers of others may leave. */
    record Full() implements Opening {}
}
