package dev.headwater.core;

/** One value of a thing is none that it may have. Says which, so that whoever sent it can be told. */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String field;

    /**
     * A refusal of one value.
     *
     * @param field what the value is called, as operators call it
     * @param message what it may be; never the value itself, which may be a secret
     */
    public InvalidValueException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** What the value is called. */
    public String field() {
        return field;
    }
}
