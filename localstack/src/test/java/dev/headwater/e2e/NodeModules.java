package dev.headwater.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** What npm installs for the tests, once, into target. */
final class NodeModules {
    private static final Path SOURCES = Path.of("src", "test", "js");
    private static final Path INSTALLED = Path.of("target", "js");

    private NodeModules() {}

    /** A file of a package; skips the test where there is no npm. */
    static synchronized Path file(String first, String... more) throws Exception {
        Path modules = INSTALLED.resolve("node_modules");
        if (!Files.exists(modules.resolve(".package-lock.json"))) {
            install();
        }
        return modules.resolve(Path.of(first, more));
    }

    private static void install() throws Exception {
        Files.createDirectories(INSTALLED);
        for (String file : new String[] {"package.json", "package-lock.json", ".npmrc"}) {
            Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm;
        try {
            npm = new ProcessBuilder("npm", "ci", "--no-progress")
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("there is no npm on this machine (Node 20 brings it)");
            return;
        }
        String output = new String(npm.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            throw new AssertionError("npm ci: " + output);
        }
    }
}
