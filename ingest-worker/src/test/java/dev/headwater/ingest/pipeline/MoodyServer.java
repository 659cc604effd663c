package dev.headwater.ingest.pipeline;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A server that sends one MPEG-TS again and again at the speed it plays, until it is told to do worse. */
final class MoodyServer {
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(20);

    /** How it does. */
    enum Mood {
        WELL,
        /** Connections stay open, and nothing comes. */
        SILENT,
        /** Connections break, and new ones are refused. */
        DEAD
    }

    private final byte[] stream;
    private final double bytesPerNano;
    private volatile Mood mood = Mood.WELL;
    private final AtomicInteger viewers = new AtomicInteger();

    /** @param segments two seconds each */
    MoodyServer(List<byte[]> segments) {
        this(segments, 2.0 * segments.size());
    }

    /** @param seconds how long all of it plays */
    MoodyServer(List<byte[]> segments, double seconds) {
        int length = segments.stream().mapToInt(s -> s.length).sum();
        this.stream = new byte[length];
        int at = 0;
        for (byte[] segment : segments) {
            System.arraycopy(segment, 0, stream, at, segment.length);
            at += segment.length;
        }
        this.bytesPerNano = length / (seconds * 1e9);
    }

    void is(Mood now) {
        mood = now;
    }

    /** How many it sends to. */
    int viewers() {
        return viewers.get();
    }

    void serve(HttpExchange exchange) throws IOException {
        if (mood == Mood.DEAD) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        viewers.incrementAndGet();
        try (exchange) {
            send(exchange.getResponseBody());
        } finally {
            viewers.decrementAndGet();
        }
    }

    private void send(OutputStream out) throws IOException {
        long started = System.nanoTime();
        long sent = 0;
        // Who is silent never learns that its viewer has gone; and who is interrupted no longer sleeps.
        while (mood != Mood.DEAD && !Thread.currentThread().isInterrupted()) {
            long due = (long) ((System.nanoTime() - started) * bytesPerNano);
            if (mood == Mood.SILENT) {
                sent = due;
            }
            while (sent < due) {
                int at = (int) (sent % stream.length);
                int count = (int) Math.min(due - sent, stream.length - at);
                out.write(stream, at, count);
                sent += count;
            }
            out.flush();
            LockSupport.parkNanos(SLICE);
        }
    }
}
