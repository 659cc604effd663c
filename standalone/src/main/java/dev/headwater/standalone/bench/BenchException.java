package dev.headwater.standalone.bench;

/** A measurement that can not be made, with a message for whoever asked for it. */
public final class BenchException extends RuntimeException {
    public BenchException(String message) {
        super(message);
    }
}
