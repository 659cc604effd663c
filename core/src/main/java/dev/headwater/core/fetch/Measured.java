package dev.headwater.core.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** So many bytes and no more of a stream, and no fewer either. */
final class Measured extends BlockStream {
    private final InputStream in;
    private long left;

    Measured(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = in.read(into, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the body ended too soon");
        }
        left -= count;
        return count;
    }
}
