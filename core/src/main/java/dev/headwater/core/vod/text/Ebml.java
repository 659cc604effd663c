package dev.headwater.core.vod.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Elements of EBML (RFC 8794): an id, a length, and what is in it. */
final class Ebml {
    /** Of an element that ends where the next of its kind begins. */
    static final long UNKNOWN = -1;

    private static final int BYTE = 8;
    private static final int MOST_OF_ID = 4;

    private Ebml() {}

    /** Bytes, one after the other. */
    @FunctionalInterface
    interface Bytes {
        int next() throws BrokenFile;
    }

    /** An element whose content is in memory. */
    record Element(long id, ByteBuffer content) {
        /** Of at most eight bytes. */
        long number() {
            long value = 0;
            for (ByteBuffer rest = content.duplicate(); rest.hasRemaining(); ) {
                value = (value << BYTE) | (rest.get() & 0xff);
            }
            return value;
        }

        String text() {
            return StandardCharsets.UTF_8.decode(content.duplicate()).toString().replace("\0", "");
        }
    }

    /** The next element of some that are in memory. */
    static Element element(ByteBuffer elements) throws BrokenFile {
        Bytes bytes = () -> {
            if (!elements.hasRemaining()) {
                throw new BrokenFile("an element ends before its length");
            }
            return elements.get() & 0xff;
        };
        long id = id(bytes);
        long length = length(bytes);
        if (length < 0 || length > elements.remaining()) {
            throw new BrokenFile("an element is longer than what it is in");
        }
        ByteBuffer content = elements.slice(elements.position(), (int) length);
        elements.position(elements.position() + (int) length);
        return new Element(id, content);
    }

    /** With the bits that say how long it is. */
    static long id(Bytes bytes) throws BrokenFile {
        int first = bytes.next();
        int length = Integer.numberOfLeadingZeros(first << (3 * BYTE)) + 1;
        if (length > MOST_OF_ID) {
            throw new BrokenFile("where an element is to begin there is none");
        }
        return rest(first, length, bytes);
    }

    /** Without them; {@link #UNKNOWN}: all bits are set. */
    static long length(Bytes bytes) throws BrokenFile {
        int first = bytes.next();
        int length = Integer.numberOfLeadingZeros(first << (3 * BYTE)) + 1;
        if (length > BYTE) {
            throw new BrokenFile("an element has no length");
        }
        long mask = (1L << (7 * length)) - 1;
        long value = rest(first, length, bytes) & mask;
        return value == mask ? UNKNOWN : value;
    }

    private static long rest(int first, int length, Bytes bytes) throws BrokenFile {
        long value = first;
        for (int i = 1; i < length; i++) {
            value = (value << BYTE) | bytes.next();
        }
        return value;
    }
}
