package dev.headwater.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headwater as a user runs it: a process of its own, from the folder the launcher starts, on ports and data of its own. */
final class HeadwaterProcess implements AutoCloseable {
    private static final Path APP = Path.of("..", "standalone", "target", "app");
    private static final Path LOGS = Path.of("target", "e2e");
    private static final Duration START = Duration.ofSeconds(480);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Process process;
    private final Path data;
    private final Path log;

    private HeadwaterProcess(Process process, Path data, Path log) {
        this.process = process;
        this.data = data;
        this.log = log;
    }

    /** What a command left behind. */
    record Outcome(int exitCode, String out, String err) {}

    /** Starts {@code up}, on any free ports where the options name none, and waits until it says that it is ready. */
    static HeadwaterProcess up(Path data, String... options) throws IOException {
        return up(Map.of(), data, options);
    }

    /** The same, told more by its environment. */
    static HeadwaterProcess up(Map<String, String> environment, Path data, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("up", "--data", data.toString()));
        command.addAll(Arrays.asList(options));
        for (Map.Entry<String, String> any :
                Map.of("--port", "0", "--edge-ports", "0,0").entrySet()) {
            if (!command.contains(any.getKey())) {
                command.addAll(List.of(any.getKey(), any.getValue()));
            }
        }
        return start(environment, data, command);
    }

    /** Starts a command line that goes on, and waits until it says that it is ready. */
    static HeadwaterProcess start(Map<String, String> environment, String... command) throws IOException {
        return start(environment, Path.of("none"), List.of(command));
    }

    private static HeadwaterProcess start(Map<String, String> environment, Path data, List<String> command)
            throws IOException {
        Files.createDirectories(LOGS);
        Path log = Files.createTempFile(LOGS, "up-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(java(command)).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        HeadwaterProcess headwater = new HeadwaterProcess(process, data, log);
        boolean ready = false;
        try {
            Eventually.within(START).until("Headwater is ready", () -> {
                if (!process.isAlive()) {
                    throw new AssertionError("up ended: " + headwater.output());
                }
                return headwater.output().contains("Headwater is ready");
            });
            ready = true;
            return headwater;
        } finally {
            if (!ready) {
                process.destroy(); // or it would go on beside every test that comes
            }
        }
    }

    /** Runs a command against this server, from this process, and returns what it printed as JSON. */
    JsonNode command(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--data", data.toString()));
        return new ThisCommandLine(Map.of()).json(all.toArray(String[]::new));
    }

    /** Runs any command line to its end, as a process of its own. */
    static Outcome run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    /** The same, told more by its environment. */
    static Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        Path out = Files.createTempFile("headwater", ".out");
        Path err = Files.createTempFile("headwater", ".err");
        ProcessBuilder builder = new ProcessBuilder(java(List.of(arguments)))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + String.join(" ", arguments));
        }
        Outcome ended = new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return ended;
    }

    /** What runs a command line, as the launcher would. */
    static List<String> java(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                APP.toAbsolutePath().normalize() + File.separator + "*",
                "dev.headwater.standalone.cli.Headwater"));
        command.addAll(arguments);
        return command;
    }

    /** Everything it printed so far. */
    String output() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Scheme, host and port of the API, as it printed them. */
    String base() {
        Matcher printed = Pattern.compile("(https?://\\S+)/health").matcher(output());
        if (!printed.find()) {
            throw new AssertionError("no health URL was printed: " + output());
        }
        return printed.group(1);
    }

    URI uri(String path) {
        return URI.create(base() + path);
    }

    /**
     * Makes the demo's test card smaller, still in two renditions: encoded all the time, it takes a third of a processor away
     * from everything that is tested meanwhile.
     */
    void lightenDemo() throws Exception {
        command("ladder", "add", "light", "--rung", "320x180@300k:64k", "--rung", "192x108@120k:48k");
        command("channel", "set", "1", "--ladder", "light");
        Line line = line("lightened", 1);
        Eventually.withinSeconds(60)
                .until(
                        "the test card is of its new ladder",
                        () -> Http.get(line.channel(1)).body().contains("RESOLUTION=320x180"));
        command("line", "remove", line.name());
    }

    /** A line of this test's own, with everything in its bouquet. */
    Line line(String name, int connections) throws Exception {
        JsonNode added = command("line", "add", name, "--connections", Integer.toString(connections));
        return new Line(base(), name, added.path("password").asText());
    }

    /** A line and where it reaches Headwater. */
    record Line(String base, String name, String password) {
        String channel(int id) {
            return stream(id, ".m3u8");
        }

        /** @param extension with its dot; empty for a bare id */
        String stream(int id, String extension) {
            return base + "/live/" + name + "/" + password + "/" + id + extension;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The processes that make channels: it starts no others. Their command lines may be too long for Java to read. */
    List<ProcessHandle> children() {
        List<ProcessHandle> children = process.descendants().toList();
        if (children.isEmpty()) {
            throw new AssertionError("no channel is being made: " + output());
        }
        return children;
    }

    /** Whether there is no process any more that makes a channel. */
    boolean makesNothing() {
        return process.descendants().findAny().isEmpty();
    }

    /** Sends {@code STOP}, {@code CONT} or another. */
    void signal(String name) throws Exception {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("kill -" + name + " ended with " + code);
        }
    }

    long pid() {
        return process.pid();
    }

    /** As a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C would. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not stop: " + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
