package dev.headwater.ingest.fetch;

import dev.headwater.core.media.RtmpSource;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * An encoder that came by RTMP and showed the right stream key. Whoever is to listen to it instead is told all it said, and
 * says to it once more, byte for byte as long, what it was told: that is left out.
 */
@SuppressWarnings("ArrayRecordComponent") // what passes through
public record RtmpCall(byte[] said, long told) {
    /** Handshake and commands have some 4 KB; behind them may stand as much as is read ahead. */
    private static final int MAX_SAID = 256 << 10;

    /**
     * Listens until the key is shown.
     *
     * @param limit for all of it
     * @throws IOException where it has another key or app, which it is told, or breaks off, or says too much or too slowly
     */
    public static RtmpCall hear(InputStream in, OutputStream out, RtmpSource source, Duration limit)
            throws IOException {
        Kept kept = new Kept(in, System.nanoTime() + limit.toNanos());
        Counted counted = new Counted(out);
        RtmpPublisher publisher =
                new RtmpPublisher(source.app(), key -> RtmpPublisher.isKey(key, source), message -> {});
        publisher.hear(kept, counted);
        return new RtmpCall(kept.said.toByteArray(), counted.count);
    }

    private static final class Kept extends FilterInputStream {
        private final ByteArrayOutputStream said = new ByteArrayOutputStream();
        private final long deadline;

        Kept(InputStream in, long deadline) {
            super(in);
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (System.nanoTime() - deadline > 0) {
                throw new SocketTimeoutException("no stream key was shown in time");
            }
            int count = super.read(into, offset, length);
            if (count > 0) {
                said.write(into, offset, count);
            }
            if (said.size() > MAX_SAID) {
                throw new IOException("too much was said before a stream key");
            }
            return count;
        }
    }

    private static final class Counted extends FilterOutputStream {
        private long count;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }
    }
}
