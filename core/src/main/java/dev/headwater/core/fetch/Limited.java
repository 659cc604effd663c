package dev.headwater.core.fetch;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is no longer than it may be. */
public final class Limited extends BlockStream {
    private final InputStream in;
    private long left;

    public Limited(InputStream in, long limit) {
        this.in = in;
        this.left = limit;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        left -= Math.max(0, count);
        if (left < 0) {
            throw new IOException("what the source names is too large");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
