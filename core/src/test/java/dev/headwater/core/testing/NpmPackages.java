package dev.headwater.core.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** What npm installs for tests by a lock file, once. */
public final class NpmPackages {
    /** Not every report says why a test was skipped; one line a process does. */
    private static boolean told;

    private NpmPackages() {}

    /**
     * Installs what the lock file of a folder names, unless that stands there already.
     *
     * @param sources holds {@code package.json}, {@code package-lock.json} and {@code .npmrc}
     * @return the {@code node_modules} below {@code into}; skips the test where there is no npm
     */
    public static synchronized Path install(Path sources, Path into) throws Exception {
        Path modules = into.resolve("node_modules");
        Files.createDirectories(into);
        // Another process of the same build may be at it: two at once leave half of each.
        try (FileChannel channel =
                        FileChannel.open(into.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (!Files.exists(modules.resolve(".package-lock.json")) || isOutdated(sources, into)) {
                run(sources, into);
            }
        }
        return modules;
    }

    private static boolean isOutdated(Path sources, Path into) throws IOException {
        return Files.mismatch(sources.resolve("package-lock.json"), into.resolve("package-lock.json")) >= 0;
    }

    private static void run(Path sources, Path into) throws Exception {
        for (String file : new String[] {"package.json", "package-lock.json", ".npmrc"}) {
            Files.copy(sources.resolve(file), into.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path said = into.resolve("npm.log");
        Process npm;
        try {
            npm = new ProcessBuilder("npm", "ci", "--no-progress")
                    .directory(into.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            String missing = "there is no npm on this machine (Node 20 brings it)";
            if (!told) {
                told = true;
                System.err.println("Skipped are all tests that need a package of npm: " + missing);
            }
            Assumptions.abort(missing);
            return;
        }
        if (!npm.waitFor(5, TimeUnit.MINUTES)) {
            npm.destroyForcibly();
        }
        if (npm.waitFor() != 0) {
            throw new AssertionError("npm ci: " + Files.readString(said));
        }
    }
}
