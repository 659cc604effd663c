package dev.headwater.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An edge as it runs on another machine: a process of its own that reads from its origin. */
final class EdgeProcess {
    private static final Path LOGS = Path.of("target", "e2e");
    private static final Duration START = Duration.ofSeconds(60);

    private final HeadwaterProcess origin;
    private final String name;
    private final int port;
    private final List<String> command;
    private Process process;

    private EdgeProcess(HeadwaterProcess origin, String name, int port, List<String> command) throws IOException {
        this.origin = origin;
        this.name = name;
        this.port = port;
        this.command = command;
        this.process = start();
    }

    /**
     * Adds an edge to the pool and starts it; returns when it takes viewers.
     *
     * @param options of {@code edge add}
     */
    static EdgeProcess add(HeadwaterProcess origin, String name, String... options) throws Exception {
        int port = FreePort.find();
        return add(origin, name, port, port, options);
    }

    /** The same behind a relay, by which viewers reach it. */
    static EdgeProcess behind(Relay relay, HeadwaterProcess origin, String name, String... options) throws Exception {
        return add(origin, name, relay.port(), relay.target(), options);
    }

    private static EdgeProcess add(HeadwaterProcess origin, String name, int publicPort, int port, String... options)
            throws Exception {
        List<String> add = new ArrayList<>(List.of("edge", "add", name, "http://127.0.0.1:" + publicPort));
        add.addAll(List.of(options));
        JsonNode added = origin.command(add.toArray(String[]::new));
        List<String> serve = List.of(
                "edge",
                "serve",
                "--origin",
                origin.base(),
                "--token",
                added.path("token").asText(),
                "--port",
                Integer.toString(port));
        EdgeProcess edge = new EdgeProcess(origin, name, publicPort, serve);
        try {
            edge.awaitState("up");
            return edge;
        } catch (AssertionError e) {
            edge.process.destroyForcibly();
            throw e;
        }
    }

    private Process start() throws IOException {
        Files.createDirectories(LOGS);
        return new ProcessBuilder(HeadwaterProcess.java(command))
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(LOGS, "edge-", ".log").toFile())
                .start();
    }

    /** Host and port, as redirects name it. */
    String authority() {
        return "127.0.0.1:" + port;
    }

    /** As a power cut would: it tells nobody. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** It accepts connections and never answers. */
    void stop() throws Exception {
        signal("STOP");
    }

    /** Wakes it up. */
    void resume() throws Exception {
        signal("CONT");
        awaitState("up");
    }

    /** Starts it anew. */
    void restart() throws Exception {
        process = start();
        awaitState("up");
    }

    private void signal(String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    void awaitState(String state) {
        Eventually.within(START).until(name + " is " + state, () -> state.equals(state()));
    }

    private String state() throws Exception {
        for (JsonNode edge : origin.command("edge", "list")) {
            if (edge.path("name").asText().equals(name)) {
                return edge.path("state").asText();
            }
        }
        throw new AssertionError("there is no edge " + name);
    }

    /** For good; the server it belongs to finds out by itself. */
    void end() {
        process.destroyForcibly();
    }
}
