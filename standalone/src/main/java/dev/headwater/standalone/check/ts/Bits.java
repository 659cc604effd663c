package dev.headwater.standalone.check.ts;

import java.util.NoSuchElementException;

/** Bits of a NAL unit, without its emulation prevention (H.264 §7.3.1, §9.1). */
final class Bits {
    private static final int MOST_ZEROS = 32;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int bit;
    private int zeros;

    Bits(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean flag() {
        return bits(1) == 1;
    }

    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | next();
        }
        return value;
    }

    void skip(int count) {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    /** Exp-Golomb, unsigned. */
    int unsigned() {
        int leading = 0;
        while (!flag()) {
            if (++leading >= MOST_ZEROS) {
                throw new NoSuchElementException("no number begins with so many zeros");
            }
        }
        return (1 << leading) - 1 + bits(leading);
    }

    /** Exp-Golomb, signed. */
    int signed() {
        int code = unsigned();
        return (code & 1) == 1 ? (code + 1) / 2 : -(code / 2);
    }

    private int next() {
        if (at >= end) {
            throw new NoSuchElementException("a parameter set ends too soon");
        }
        int value = (bytes[at] >> (7 - bit)) & 1;
        if (++bit == 8) {
            bit = 0;
            zeros = bytes[at] == 0 ? zeros + 1 : 0;
            at++;
            if (zeros >= 2 && at < end && bytes[at] == 3) {
                at++;
                zeros = 0;
            }
        }
        return value;
    }
}
