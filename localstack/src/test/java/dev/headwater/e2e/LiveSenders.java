package dev.headwater.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Servers of MPEG-TS as a headend has them: each sends as fast as it plays, until it is told to do worse. */
final class LiveSenders implements AutoCloseable {
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(20);

    /** How one does. */
    enum Mood {
        WELL,
        /** Connections stay open, and nothing comes. */
        SILENT,
        /** Connections break, and new ones are refused. */
        DEAD
    }

    private final byte[] stream;
    private final double bytesPerNano;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Mood> moods = new ConcurrentHashMap<>();

    /** @param length of what they send, again and again */
    LiveSenders(Path folder, Duration length) throws Exception {
        Path clip = folder.resolve("clip.ts");
        Process made = new ProcessBuilder(
                        "ffmpeg",
                        "-nostdin",
                        "-loglevel",
                        "error",
                        "-y",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=640x360:rate=25",
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=frequency=440:sample_rate=48000",
                        "-t",
                        Long.toString(length.toSeconds()),
                        "-c:v",
                        "libx264",
                        "-preset",
                        "ultrafast",
                        "-pix_fmt",
                        "yuv420p",
                        "-g",
                        "50",
                        "-b:v",
                        "800k",
                        "-maxrate",
                        "800k",
                        "-bufsize",
                        "400k",
                        "-c:a",
                        "aac",
                        "-f",
                        "mpegts",
                        "-muxrate",
                        "1200k",
                        clip.toString())
                .inheritIO()
                .start();
        if (!made.waitFor(60, TimeUnit.SECONDS) || made.exitValue() != 0) {
            throw new AssertionError("ffmpeg made no clip");
        }
        stream = Files.readAllBytes(clip);
        bytesPerNano = (double) stream.length / length.toNanos();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }

    void set(String name, Mood mood) {
        moods.put("/" + name, mood);
    }

    private Mood mood(String path) {
        return moods.getOrDefault(path, Mood.WELL);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (mood(path) == Mood.DEAD) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            exchange.sendResponseHeaders(200, 0);
            send(path, exchange.getResponseBody());
        }
    }

    private void send(String path, OutputStream out) throws IOException {
        long started = System.nanoTime();
        long sent = 0;
        // Who is silent never learns that its viewer has gone; and who is interrupted no longer sleeps.
        while (mood(path) != Mood.DEAD && !Thread.currentThread().isInterrupted()) {
            long due = (long) ((System.nanoTime() - started) * bytesPerNano);
            if (mood(path) == Mood.SILENT) {
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

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
