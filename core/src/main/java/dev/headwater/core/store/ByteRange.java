package dev.headwater.core.store;

/**
 * Part of an object: {@code length} bytes from {@code offset}, cut at the object's end.
 *
 * @param offset ≥ 0
 * @param length ≥ 1; {@link Long#MAX_VALUE}: to the end
 */
public record ByteRange(long offset, long length) {
    /** The whole object. */
    public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

    public ByteRange {
        if (offset < 0 || length < 1) {
            throw new IllegalArgumentException("a range starts at 0 or later and has a byte");
        }
    }
}
