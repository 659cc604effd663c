package dev.headwater.core.fetch;

import java.io.IOException;

/** Something can not be had; the message is for an operator and names no credentials. */
public final class FetchException extends IOException {
    private static final long serialVersionUID = 1;

    private enum Kind {
        PASSING,
        STALLED,
        LASTING,
        REFUSED
    }

    private final String text;
    private final Kind kind;

    private FetchException(String message, Kind kind) {
        super(message);
        this.text = message;
        this.kind = kind;
    }

    /** It may be better in a moment. */
    public static FetchException passing(String message) {
        return new FetchException(message, Kind.PASSING);
    }

    /** Nothing came for as long as is waited: asked again, it would be too long. */
    public static FetchException stalled(HttpLimits limits) {
        return new FetchException(limits.nothingCame(), Kind.STALLED);
    }

    /** Asked again, it will be no better. */
    public static FetchException lasting(String message) {
        return new FetchException(message, Kind.LASTING);
    }

    /** We do not go there, and nowhere else for whoever sent us. */
    static FetchException refused(String message) {
        return new FetchException(message, Kind.REFUSED);
    }

    public String text() {
        return text;
    }

    public boolean isPassing() {
        return kind == Kind.PASSING;
    }

    /** It may be better in a moment, to one who has time to wait once more. */
    public boolean mayPass() {
        return kind == Kind.PASSING || kind == Kind.STALLED;
    }

    /** Whether nothing else is to be asked for either: it is not for us, or would keep us waiting too long. */
    public boolean isFinal() {
        return kind == Kind.REFUSED || kind == Kind.STALLED;
    }
}
