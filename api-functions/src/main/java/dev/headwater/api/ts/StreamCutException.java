package dev.headwater.api.ts;

/** The connection is to be cut: nothing more is sent, and nobody has made a mistake. Has no stack trace. */
public final class StreamCutException extends RuntimeException {
    StreamCutException(String reason) {
        super(reason, null, false, false);
    }
}
