package dev.headwater.edge.origin;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Fails a read that takes too long. The client's own time limit ends where the body begins, and an origin that hangs in
 * the middle of one would hold its reader for good.
 */
final class ImpatientStream extends FilterInputStream {
    private final Duration patience;
    private final ScheduledExecutorService watch;
    private volatile boolean late;

    /** Closing the inner stream has to wake whoever reads it */
    ImpatientStream(InputStream in, Duration patience, ScheduledExecutorService watch) {
        super(in);
        this.patience = patience;
        this.watch = watch;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Future<?> alarm = watch.schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            int count = in.read(into, offset, length);
            if (late) {
                throw new SocketTimeoutException("the origin paused for " + patience.toMillis() + " ms");
            }
            return count;
        } catch (IOException e) {
            if (late && !(e instanceof SocketTimeoutException)) {
                throw new SocketTimeoutException("the origin paused for " + patience.toMillis() + " ms");
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    private void giveUp() {
        late = true;
        try {
            in.close();
        } catch (IOException e) {
            // Whoever reads is told by its own read.
            return;
        }
    }
}
