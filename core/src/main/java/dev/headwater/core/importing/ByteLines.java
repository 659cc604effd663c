package dev.headwater.core.importing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream as bytes, without making a text of each; ended by LF, CR or both. */
final class ByteLines {
    private final InputStream in;
    private final int max;
    private byte[] buffer;
    private int filled;
    private int next;
    private boolean ended;
    private boolean afterReturn;
    private long number;
    private int start;
    private int end;
    private boolean tooLong;

    /** @param max bytes of a line; of a longer one its beginning is shown */
    ByteLines(InputStream in, int max) {
        this.in = in;
        this.max = max;
        this.buffer = new byte[4 * max];
    }

    /** Goes on to the next line; false: there is none. */
    boolean next() throws IOException {
        tooLong = false;
        start = next;
        int at = next;
        while (true) {
            while (at < filled) {
                byte b = buffer[at];
                if (b == '\n' || b == '\r') {
                    if (b == '\n' && afterReturn && at == start) {
                        afterReturn = false;
                        start = ++at;
                        continue;
                    }
                    afterReturn = b == '\r';
                    next = at + 1;
                    return found(at);
                }
                at++;
            }
            if (ended) {
                next = filled;
                return at > start && found(at);
            }
            if (at - start > max) {
                // Only its beginning is kept, whatever follows.
                tooLong = true;
                at = start + max;
                filled = at;
            }
            at -= makeRoom();
            int count = in.read(buffer, filled, buffer.length - filled);
            ended = count < 0;
            filled += Math.max(0, count);
        }
    }

    private boolean found(int at) {
        end = Math.min(at, start + max);
        tooLong |= at - start > max;
        number++;
        return true;
    }

    private int makeRoom() {
        int moved = start;
        if (moved > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= moved;
            start = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        return moved;
    }

    byte[] bytes() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Of the line, from 1. */
    long number() {
        return number;
    }

    boolean isTooLong() {
        return tooLong;
    }
}
