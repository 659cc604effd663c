package dev.headwater.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A deployment's templates, as they are written; each of the two is made once for all tests. */
final class Cloud {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where CloudFront's things are elsewhere than the rest, and nothing is asked for. */
    private static final Map<String, String> PLAIN = Map.of("region", "eu-central-1");

    private static final Map<String, String> RICH = Map.ofEntries(
            Map.entry("region", "us-east-1"),
            Map.entry("name", "tryout"),
            Map.entry("ephemeral", "true"),
            Map.entry("edges", "3"),
            Map.entry("originShield", "us-east-1"),
            Map.entry("domain", "tv.example.org"),
            Map.entry("hostedZone", "Z0123456789"),
            Map.entry("alarmEmail", "operator@example.org"),
            Map.entry("image", "registry.example.org/headwater:1"),
            Map.entry("signingKeys", "2,3"),
            Map.entry("push", "rtmp:1935:12,srt:9000:15"));

    private static Cloud plain;
    private static Cloud rich;

    private final Deployment deployment;
    private final Path folder;
    private final Map<String, JsonNode> templates = new TreeMap<>();

    /** A resource of a template. */
    record Resource(String stack, String id, JsonNode json) {
        String type() {
            return json.path("Type").asText();
        }

        JsonNode at(String path) {
            return json.path("Properties").at(path);
        }

        String text() {
            return json.path("Properties").toString();
        }

        @Override
        public String toString() {
            return stack + "/" + id;
        }
    }

    private Cloud(Map<String, String> context) {
        try {
            this.folder = Files.createTempDirectory(Path.of("target"), "cdk-");
            this.deployment = Deployment.of(context, stubs(), folder.resolve("out"), "eu-west-1");
            deployment.app().synth();
            try (Stream<Path> files = Files.list(folder.resolve("out"))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".template.json"))
                        .toList()) {
                    templates.put(
                            file.getFileName().toString().replace(".template.json", ""), JSON.readTree(file.toFile()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static synchronized Cloud plain() {
        if (plain == null) {
            requireNode();
            plain = new Cloud(PLAIN);
        }
        return plain;
    }

    static synchronized Cloud rich() {
        if (rich == null) {
            requireNode();
            rich = new Cloud(RICH);
        }
        return rich;
    }

    static Stream<Cloud> both() {
        return Stream.of(plain(), rich());
    }

    Deployment deployment() {
        return deployment;
    }

    Path out() {
        return folder.resolve("out");
    }

    Map<String, JsonNode> templates() {
        return templates;
    }

    Stream<Resource> resources() {
        return templates.entrySet().stream()
                .flatMap(template -> template.getValue().path("Resources").properties().stream()
                        .map(resource -> new Resource(template.getKey(), resource.getKey(), resource.getValue())));
    }

    List<Resource> all(String type) {
        return resources().filter(resource -> resource.type().equals(type)).toList();
    }

    Resource only(String type, String idBeginsWith) {
        return all(type).stream()
                .filter(resource -> resource.id().startsWith(idBeginsWith))
                .reduce((one, other) -> {
                    throw new AssertionError("more than one: " + one + ", " + other);
                })
                .orElseThrow(() -> new AssertionError("no " + type + " " + idBeginsWith));
    }

    /** Whether a program is to be had here. */
    static Optional<Path> program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void requireNode() {
        if (program("node").isEmpty()) {
            System.out.println("The stacks are not tested: node, in which the CDK runs, is not on the PATH.");
        }
        Assumptions.assumeTrue(program("node").isPresent(), "node is not on the PATH");
    }

    /** What the templates only name: tests need none of the functions. */
    private Artefacts stubs() throws IOException {
        Path image = Files.createDirectories(folder.resolve("image"));
        Files.writeString(image.resolve("Dockerfile"), "FROM scratch\n");
        return new Artefacts(stub("http"), stub("work"), Optional.of(image));
    }

    private Path stub(String name) throws IOException {
        Path code = Files.createDirectories(folder.resolve(name));
        Files.writeString(code.resolve("README"), "No code: a stand-in for headwater-" + name + ".zip\n");
        return code;
    }
}
