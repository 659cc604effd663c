package dev.headwater.functions;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A function as Lambda runs it: the zip unpacked, under the runtime's own client, in a process of its own. */
final class FunctionProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RuntimeApi api;
    private final Process process;
    private final Path log;

    private FunctionProcess(RuntimeApi api, Process process, Path log) {
        this.api = api;
        this.process = process;
        this.log = log;
    }

    /** @param task where the zip is unpacked */
    static FunctionProcess start(String handler, Path task, Path log, Map<String, String> environment)
            throws IOException {
        return start(handler, task, log, environment, List.of());
    }

    /** The same, with more flags of the JVM. */
    static FunctionProcess start(
            String handler, Path task, Path log, Map<String, String> environment, List<String> flags)
            throws IOException {
        RuntimeApi api = new RuntimeApi();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + Files.createDirectories(log.resolveSibling(handler + "-tmp")),
                "-Dlogback.configurationFile=" + task.resolve("logback.xml"),
                "-cp",
                // The one file that is not in a jar is named: a cache of classes takes no folder.
                task.resolve("lib") + "/*" + File.pathSeparator + runtime(),
                AWSLambda.class.getName(),
                "dev.headwater.functions." + handler));
        command.addAll(1, flags);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        builder.environment().put("_HANDLER", "dev.headwater.functions." + handler);
        builder.environment().put("AWS_REGION", "us-east-1");
        return new FunctionProcess(api, builder.start(), log);
    }

    /** The runtime's jars, which are Lambda's and in no zip. */
    private static String runtime() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(jar -> Path.of(jar).getFileName().toString().startsWith("aws-lambda-java-"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What it has cost so far, all its threads together. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Ends it as one that may still write something. */
    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new AssertionError("it does not end");
        }
    }

    int restores() {
        return api.restores();
    }

    /** What it wrote so far. */
    String output() throws IOException {
        return Files.readString(log);
    }

    /** An answer as API Gateway reads it. */
    record Answer(int status, JsonNode headers, String body) {}

    /** Asks as an HTTP API does, which decodes the path. */
    Answer get(String path, String query, Map<String, String> headers) throws Exception {
        ObjectNode event = JSON.createObjectNode()
                .put("version", "2.0")
                .put("routeKey", "$default")
                .put("rawPath", path)
                .put("rawQueryString", query)
                .put("isBase64Encoded", false);
        headers.forEach(event.putObject("headers")::put);
        event.putObject("requestContext")
                .putObject("http")
                .put("method", "GET")
                .put("path", path)
                .put("sourceIp", "130.176.1.1");
        JsonNode answer;
        try {
            answer = JSON.readTree(api.invoke(JSON.writeValueAsBytes(event)));
        } catch (Exception e) {
            throw new AssertionError("no answer; the function wrote: " + output(), e);
        }
        return new Answer(
                answer.path("statusCode").asInt(),
                answer.path("headers"),
                answer.path("body").asText());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
    }
}
