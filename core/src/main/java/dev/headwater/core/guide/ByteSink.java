package dev.headwater.core.guide;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes being written, without the locks of the JDK's own. */
final class ByteSink {
    private byte[] bytes;
    private int length;

    ByteSink(int capacity) {
        this.bytes = new byte[capacity];
    }

    void writeByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    /** Seven bits a byte, the lowest first; what is not negative only. */
    void writeNumber(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a number is not negative");
        }
        long rest = value;
        while (rest > 0x7f) {
            writeByte((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        writeByte((int) rest);
    }

    void writeText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeNumber(utf8.length);
        write(utf8, 0, utf8.length);
    }

    void write(byte[] from, int offset, int count) {
        room(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    int length() {
        return length;
    }

    /** The bytes themselves, of which {@link #length} count. */
    byte[] array() {
        return bytes;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
    }
}
