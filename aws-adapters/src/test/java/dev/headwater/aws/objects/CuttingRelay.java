package dev.headwater.aws.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands bytes on between a client and a server, and cuts connections in the middle of what they carry. */
final class CuttingRelay implements AutoCloseable {
    private static final int ALL = Integer.MAX_VALUE;

    private final URI upstream;
    private final ServerSocket listening;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile int upTo = ALL;
    private volatile int downTo = ALL;

    CuttingRelay(URI upstream) throws IOException {
        this.upstream = upstream;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** The next connections end when that many bytes went to the server; so many connections. */
    void cutRequests(int bytes, int times) {
        upTo = bytes;
        cuts.set(times);
    }

    /** The next connections end when that many bytes came from the server. */
    void cutAnswers(int bytes, int times) {
        downTo = bytes;
        cuts.set(times);
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                connections.incrementAndGet();
                Socket server = new Socket(upstream.getHost(), upstream.getPort());
                boolean isCut = cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
                int up = isCut ? upTo : ALL;
                int down = isCut ? downTo : ALL;
                Thread.ofVirtual().start(() -> pump(client, server, up));
                Thread.ofVirtual().start(() -> pump(server, client, down));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void pump(Socket from, Socket to, int most) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8_192];
            for (int left = most; left > 0; ) {
                int read = in.read(buffer, 0, Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        } catch (IOException e) {
            // One end went, and takes the other with it.
        }
    }
}
