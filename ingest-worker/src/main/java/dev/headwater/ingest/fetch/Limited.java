package dev.headwater.ingest.pipeline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that is no longer than it may be. */
final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long limit) {
        super(in);
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        left -= Math.max(0, count);
        if (left < 0) {
            throw new IOException("what the source names is too large");
        }
        return count;
    }
}
