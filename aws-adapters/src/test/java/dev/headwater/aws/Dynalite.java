package dev.headwater.aws;

import dev.headwater.aws.client.AwsAccess;
import dev.headwater.core.testing.NpmPackages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB's stand-in for tests: dynalite, a process of its own that is started once and ends with this one; or what
 * {@code AWS_ENDPOINT_URL_DYNAMODB} or {@code AWS_ENDPOINT_URL} names. Skips the test where there is neither that nor npm.
 */
public final class Dynalite {
    private static final Path INSTALLED = Path.of("target", "dynalite");
    private static final String[] FILES = {"package.json", "package-lock.json", ".npmrc", "dynalite.mjs"};

    private static @Nullable URI running;

    private Dynalite() {}

    public static synchronized URI endpoint() throws Exception {
        String told = System.getenv().getOrDefault("AWS_ENDPOINT_URL_DYNAMODB", System.getenv("AWS_ENDPOINT_URL"));
        if (told != null) {
            return URI.create(told);
        }
        if (running == null) {
            running = start();
        }
        return running;
    }

    /** As what every client of a stand-in is built from; another endpoint where a {@link FaultyProxy} stands before it. */
    public static AwsAccess access(URI endpoint) {
        Map<String, String> environment = new HashMap<>(
                Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"));
        environment.putAll(System.getenv());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString());
        return AwsAccess.of(environment);
    }

    /** Names nobody has used. */
    public static CloudResources fresh() {
        return CloudResources.named("t" + UUID.randomUUID());
    }

    private static URI start() throws Exception {
        // Of this process alone: another one of the same build does the same at the same moment.
        String process = Long.toString(ProcessHandle.current().pid());
        Path sources = Files.createDirectories(INSTALLED.resolve("sources-" + process));
        for (String file : FILES) {
            try (InputStream in = Objects.requireNonNull(Dynalite.class.getResourceAsStream("js/" + file), file)) {
                Files.copy(in, sources.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        NpmPackages.install(sources, INSTALLED);
        String script = "dynalite-" + process + ".mjs";
        Files.copy(sources.resolve("dynalite.mjs"), INSTALLED.resolve(script), StandardCopyOption.REPLACE_EXISTING);
        Path errors = INSTALLED.resolve("errors-" + process + ".log");
        Process node = new ProcessBuilder("node", script)
                .directory(INSTALLED.toFile())
                .redirectError(errors.toFile())
                .start();
        BufferedReader said = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
        String port = said.readLine();
        if (port == null) {
            throw new IOException("dynalite did not start: " + Files.readString(errors));
        }
        return URI.create("http://127.0.0.1:" + port);
    }
}
