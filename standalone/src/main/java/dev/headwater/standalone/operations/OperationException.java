package dev.headwater.standalone.operations;

/** What was asked can not be done, and why, in a sentence for the one who asked. */
public final class OperationException extends RuntimeException {
    public OperationException(String message) {
        super(message);
    }
}
