package dev.headwater.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.core.testing.NpmPackages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What npm installs for the tests, once, into target. */
final class NodeModules {
    private static final Path SOURCES = Path.of("src", "test", "js");
    private static final Path INSTALLED = Path.of("target", "js");

    private static final ObjectMapper JSON = new ObjectMapper();

    private NodeModules() {}

    /** A file of a package; skips the test where there is no npm. */
    static Path file(String first, String... more) throws Exception {
        return NpmPackages.install(SOURCES, INSTALLED).resolve(Path.of(first, more));
    }

    /** Runs one of our scripts, which may import what is installed; returns what it printed. */
    static JsonNode run(String script, String... arguments) throws Exception {
        file("package.json");
        Path copied = INSTALLED.resolve(script);
        try (Stream<Path> scripts = Files.list(SOURCES.resolve(script).getParent())) {
            Files.createDirectories(copied.getParent());
            for (Path source : scripts.toList()) {
                Files.copy(source, copied.resolveSibling(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("node", ".out");
        Path err = Files.createTempFile("node", ".err");
        Process node = new ProcessBuilder(command)
                .directory(INSTALLED.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!node.waitFor(5, TimeUnit.MINUTES)) {
            node.destroyForcibly();
        }
        String said = Files.readString(err);
        JsonNode printed = JSON.readTree(Files.readString(out));
        Files.delete(out);
        Files.delete(err);
        if (node.waitFor() != 0) {
            throw new AssertionError(script + " " + arguments[0] + ": " + said);
        }
        return printed;
    }
}
