package dev.headwater.standalone.drill;

/** A drill can not begin or go on; the message says why. */
public final class DrillException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DrillException(String message) {
        super(message);
    }
}
