package dev.headwater.core.store;

/** The range asked for begins at or after the end of the object. */
public final class RangeNotSatisfiableException extends RuntimeException {
    private final long totalLength;

    public RangeNotSatisfiableException(long totalLength) {
        super("range not satisfiable in " + totalLength + " bytes");
        this.totalLength = totalLength;
    }

    /** Of the whole object, in bytes. */
    public long totalLength() {
        return totalLength;
    }
}
