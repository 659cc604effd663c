package dev.headwater.standalone.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.standalone.bench.JavaProcess;
import dev.headwater.standalone.runtime.LocalControl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code up} and an edge, processes of their own on a folder of their own, as they run on machines. */
final class DrillHeadend implements AutoCloseable {
    private static final String MAIN = "dev.headwater.standalone.cli.Headwater";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int READY_SECONDS = 180;
    private static final int CONNECTIONS = 200;

    private final Path data;
    private final String base;
    private final Program server;
    private final Program edge;
    private final String password;

    private DrillHeadend(Path data, String base, Program server, Program edge, String password) {
        this.data = data;
        this.base = base;
        this.server = server;
        this.edge = edge;
        this.password = password;
    }

    /** @param flags of the server's JVM */
    static DrillHeadend start(Path folder, List<String> flags) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        int port = FreePort.find();
        Program server = new Program(
                command(
                        flags,
                        "up",
                        "--data",
                        data.toString(),
                        "--no-demo",
                        "--port",
                        "" + port,
                        "--edge-ports",
                        "" + FreePort.find()),
                folder.resolve("server.log"));
        server.start();
        try {
            awaitReady(server);
            return withEdge(folder, data, "http://127.0.0.1:" + port, server);
        } catch (IOException | RuntimeException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    private static DrillHeadend withEdge(Path folder, Path data, String base, Program server)
            throws IOException, InterruptedException {
        int port = FreePort.find();
        String url = "http://127.0.0.1:" + port;
        JsonNode line = call(data, "line.add", Map.of("name", "drill", "connections", CONNECTIONS));
        JsonNode added = call(data, "edge.add", Map.of("name", "drill-edge", "url", url, "weight", 300));
        String token = added.path("token").asText();
        Program edge = new Program(
                command(List.of("-Xmx160m"), "edge", "serve", "--origin", base, "--token", token, "--port", "" + port),
                folder.resolve("edge.log"));
        edge.start();
        DrillHeadend headend =
                new DrillHeadend(data, base, server, edge, line.path("password").asText());
        headend.awaitEdge();
        return headend;
    }

    private static List<String> command(List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>(JavaProcess.command(flags, null, MAIN));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void awaitReady(Program server) throws InterruptedException {
        long before = ready(server);
        Await.orFail(READY_SECONDS, "the server is ready", () -> {
            if (!server.isAlive()) {
                throw new DrillException("the server ended: " + server.lastWords());
            }
            return ready(server) > before;
        });
    }

    /** How often it has said so. */
    private static long ready(Program server) {
        try {
            return Files.exists(server.log())
                    ? Files.readAllLines(server.log()).stream()
                            .filter("Headwater is ready"::equals)
                            .count()
                    : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private void awaitEdge() throws InterruptedException {
        Await.orFail(READY_SECONDS, "the edge takes viewers", () -> {
            if (!edge.isAlive()) {
                throw new DrillException("the edge ended: " + edge.lastWords());
            }
            for (JsonNode one : call("edge.list", Map.of()).path("items")) {
                if (one.path("name").asText().equals("drill-edge")) {
                    return one.path("state").asText().equals("up");
                }
            }
            return false;
        });
    }

    /** Asks the server; not while it is down: the folder would be opened here. */
    JsonNode call(String operation, Object argument) {
        return call(data, operation, argument);
    }

    private static JsonNode call(Path data, String operation, Object argument) {
        try (LocalControl control = LocalControl.open(data)) {
            return control.call(operation, JSON.valueToTree(argument));
        }
    }

    URI stream(int channel, String extension) {
        return URI.create(base + "/live/drill/" + password + "/" + channel + extension);
    }

    /** The processes that make channels. */
    List<ProcessHandle> children() {
        return server.handle().children().toList();
    }

    void killServer() throws InterruptedException {
        server.kill();
    }

    void restartServer() throws IOException, InterruptedException {
        long before = ready(server);
        server.start();
        Await.orFail(READY_SECONDS, "the server is ready again", () -> ready(server) > before);
    }

    void killEdge() throws InterruptedException {
        edge.kill();
    }

    void restartEdge() throws IOException, InterruptedException {
        edge.start();
        awaitEdge();
    }

    @Override
    public void close() {
        edge.close();
        server.close();
    }
}
