package dev.headwater.api.admin;

import org.jspecify.annotations.Nullable;

/** What was asked can not be done, and why, in a sentence for the one who asked. */
public final class OperationException extends RuntimeException {
    /** Which way it can not be done; the admin API has a status for each. */
    public enum Kind {
        /** What was said makes no sense: 422. */
        INVALID,
        /** There is no such thing, or not for who asks: 404. */
        MISSING,
        /** Something is in the way: 409. */
        CONFLICT,
        /** It was changed meanwhile: 412. */
        STALE,
        /** Who asks may not: 403. */
        FORBIDDEN
    }

    private final Kind kind;
    private final @Nullable String field;

    public OperationException(String message) {
        this(Kind.INVALID, null, message);
    }

    private OperationException(Kind kind, @Nullable String field, String message) {
        super(message);
        this.kind = kind;
        this.field = field;
    }

    /** @param field which of the fields that were sent is meant, by its path: {@code showing.until} */
    public static OperationException invalid(String field, String message) {
        return new OperationException(Kind.INVALID, field, message);
    }

    public static OperationException missing(String message) {
        return new OperationException(Kind.MISSING, null, message);
    }

    public static OperationException conflict(String message) {
        return new OperationException(Kind.CONFLICT, null, message);
    }

    public static OperationException forbidden(String message) {
        return new OperationException(Kind.FORBIDDEN, null, message);
    }

    static OperationException stale(String message) {
        return new OperationException(Kind.STALE, null, message);
    }

    public Kind kind() {
        return kind;
    }

    /** Which field is to blame; null: none, or more than one. */
    public @Nullable String field() {
        return field;
    }
}
