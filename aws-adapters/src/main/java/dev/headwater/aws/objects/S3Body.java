package dev.headwater.aws.objects;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** A body that is whole or fails: an end before its length is an {@link IOException}, as is every fault on the way. */
final class S3Body extends InputStream {
    /** What is cheaper to read to its end than a new connection. */
    private static final long WORTH_READING = 64 << 10;

    private final ResponseInputStream<?> in;
    private final String key;
    private final long length;
    private long read;
    private boolean isClosed;

    S3Body(ResponseInputStream<?> in, String key, long length) {
        this.in = in;
        this.key = key;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        int got;
        try {
            got = in.read(buffer, offset, wanted);
        } catch (IOException | SdkException e) {
            throw new IOException(brokenOff(), e);
        }
        if (got > 0) {
            read += got;
        } else if (got < 0 && read < length) {
            throw new EOFException(brokenOff());
        }
        return got;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    /** Gives the connection back where that is cheap, and cuts it else. */
    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (length - read > WORTH_READING) {
            in.abort();
            return;
        }
        try (in) {
            in.skipNBytes(length - read);
        } catch (IOException | SdkException e) {
            // Nobody wants what did not come.
            in.abort();
        }
    }

    private String brokenOff() {
        return "the object " + key + " broke off after " + read + " of " + length + " bytes";
    }
}
