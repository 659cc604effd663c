package dev.headwater.api.admin;

import dev.headwater.core.InvalidValueException;
import java.util.function.Supplier;
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

    /** @param refused one of several fields, which knows its name or not */
    public static OperationException invalid(IllegalArgumentException refused) {
        String message = refused.getMessage();
        return new OperationException(
                Kind.INVALID,
                refused instanceof InvalidValueException value ? value.field() : null,
                message == null ? "what was sent is not valid" : message);
    }

    /** Makes something of one field: where that can not be, this field is to blame, whatever its maker calls it. */
    public static <T> T blaming(String field, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw invalid(field, String.valueOf(e.getMessage()));
        } catch (OperationException e) {
            throw e.kind == Kind.INVALID ? invalid(field, String.valueOf(e.getMessage())) : e;
        }
    }

    /** The same of a field that stands in another, {@code set}: it is {@code set.name} that is to blame, not {@code name}. */
    public OperationException within(String whole) {
        return kind == Kind.INVALID
                ? new OperationException(
                        kind, field == null ? whole : whole + "." + field, String.valueOf(getMessage()))
                : this;
    }

    /** The same of a field that goes by another name where it was sent. */
    public OperationException as(String sent) {
        return new OperationException(kind, sent, String.valueOf(getMessage()));
    }

    public static OperationException missing(String message) {
        return new OperationException(Kind.MISSING, null, message);
    }

    public static OperationException conflict(String message) {
        return new OperationException(Kind.CONFLICT, null, message);
    }

    /** @param field which of those that were sent is in the way: what it says is taken */
    public static OperationException conflict(String field, String message) {
        return new OperationException(Kind.CONFLICT, field, message);
    }

    /** @param field which of those that were sent names what there is not */
    public static OperationException missing(String field, String message) {
        return new OperationException(Kind.MISSING, field, message);
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
