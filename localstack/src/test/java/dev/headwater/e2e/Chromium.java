package dev.headwater.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless browser with a profile of its own.
 *
 * @param profile its folder
 */
record Chromium(Process process, Path profile) implements AutoCloseable {
    static void assumePresent() {
        Assumptions.assumeTrue(isPresent(), "there is no Chromium on this machine (Debian: apt install chromium)");
    }

    static boolean isPresent() {
        return find().isPresent();
    }

    private static Optional<Path> find() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":", -1)).map(dir -> Path.of(dir, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param more options and the page to open */
    static Chromium start(String... more) throws IOException {
        Path profile = Files.createTempDirectory("headwater-chromium");
        List<String> command = new ArrayList<>(List.of(
                find().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Chromium(process, profile);
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        Ended.within5Seconds(process);
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
