package dev.headwater.standalone.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An nginx that serves a folder as nginx does it best: to compare with, where there is one on this machine. */
final class Nginx implements AutoCloseable {
    private static final int START_SECONDS = 5;
    private static final int STOP_SECONDS = 5;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one with as many workers as an edge has event loops.
     *
     * @param folder for what it writes
     * @param www what it serves
     * @return empty where there is no nginx
     */
    static Optional<Nginx> start(Path folder, Path www) throws IOException, InterruptedException {
        Optional<Path> program = Programs.find("nginx");
        if (program.isEmpty()) {
            return Optional.empty();
        }
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path config = Files.writeString(folder.resolve("nginx.conf"), config(folder, www, port));
        Process process = new ProcessBuilder(program.get().toString(), "-c", config.toString(), "-p", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.out").toFile())
                .start();
        Nginx nginx = new Nginx(process, port);
        nginx.awaitListening(folder);
        return Optional.of(nginx);
    }

    private static String config(Path folder, Path www, int port) {
        return """
                daemon off;
                user %s;
                worker_processes %d;
                pid %s/nginx.pid;
                error_log %s/nginx.log;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  sendfile on;
                  tcp_nopush on;
                  keepalive_requests 100000000;
                  open_file_cache max=1000;
                  gzip_static on;
                  types { video/mp2t ts; application/json json; }
                  client_body_temp_path %s/nginx-body;
                  server { listen 127.0.0.1:%d; root %s; }
                }
                """.formatted(
                        System.getProperty("user.name"),
                        Runtime.getRuntime().availableProcessors(),
                        folder,
                        folder,
                        folder,
                        port,
                        www);
    }

    private void awaitListening(Path folder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                // Another program: it tells nobody when it listens.
                Thread.sleep(50);
            }
        }
        close();
        throw new BenchException("nginx does not start: "
                + Files.readString(folder.resolve("nginx.out")).strip());
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    ProcStat stat() {
        return new ProcStat(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
