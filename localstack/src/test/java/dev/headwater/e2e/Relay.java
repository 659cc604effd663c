package dev.headwater.e2e;

import dev.headwater.core.testing.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** A port that leads to another, as a router's port forwarding does: bytes pass as they are, no faster than its line. */
final class Relay implements AutoCloseable {
    private static final int PIECE = 4096;

    private final ServerSocket listener;
    private final int target;
    private final Bandwidth bandwidth;

    /** Without a limit. */
    Relay() throws IOException {
        this(Long.MAX_VALUE);
    }

    /** @param bytesPerSecond of all its connections together, either way */
    Relay(long bytesPerSecond) throws IOException {
        bandwidth = new Bandwidth(bytesPerSecond);
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        target = FreePort.find();
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Where it leads: nobody has this port yet. */
    int target() {
        return target;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket near) throws IOException {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            Thread.ofVirtual().start(() -> copy(near, far));
            Thread.ofVirtual().start(() -> copy(far, near));
        } catch (IOException e) {
            // Nobody listens there yet.
            near.close();
        }
    }

    /** A line that carries so much; small pieces of all who use it take turns. */
    private static final class Bandwidth {
        private final long bytesPerSecond;
        private long freeAt = System.nanoTime();

        Bandwidth(long bytesPerSecond) {
            this.bytesPerSecond = bytesPerSecond;
        }

        void take(int bytes) {
            long turn;
            synchronized (this) {
                turn = Math.max(freeAt, System.nanoTime());
                freeAt = turn + (long) (bytes * 1e9 / bytesPerSecond);
            }
            // The time these bytes are on the line.
            LockSupport.parkNanos(turn - System.nanoTime());
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                bandwidth.take(read);
                out.write(piece, 0, read);
            }
        } catch (IOException e) {
            // Either side has gone: that ends both.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
