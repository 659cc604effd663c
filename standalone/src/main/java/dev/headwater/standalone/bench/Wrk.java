package dev.headwater.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The load generator wrk. It corrects latencies for requests it could not send in time because others were slow.
 *
 * @param script that reads paths from a file
 */
record Wrk(Path script) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESULT = "RESULT ";
    private static final int MAX_THREADS = 2;

    /**
     * What wrk saw.
     *
     * @param errors that it could not connect, read, write, waited too long, or got a status of 400 or more
     */
    record Result(long requests, long micros, long bytes, long p50Micros, long p99Micros, long errors) {
        double perSecond() {
            return requests / seconds();
        }

        double seconds() {
            return micros / 1e6;
        }
    }

    /** @throws BenchException where there is no wrk */
    static Wrk in(Path folder) throws IOException {
        Programs.require("wrk", "the load generator wrk is missing (Debian: apt install wrk)");
        Path script = folder.resolve("paths.lua");
        try (InputStream in = Wrk.class.getResourceAsStream("paths.lua")) {
            Files.write(script, in.readAllBytes());
        }
        return new Wrk(script);
    }

    /**
     * Asks for the paths again and again.
     *
     * @param rate requests a second; 0: each connection asks again as soon as it has its answer
     */
    Result run(String base, List<String> paths, int connections, Duration length, int rate) throws IOException {
        return run(base, paths, connections, length, rate, List.of());
    }

    /** The same by a client that takes gzip. */
    Result runGzip(String base, List<String> paths, int connections, Duration length) throws IOException {
        return run(base, paths, connections, length, 0, List.of("--header=Accept-Encoding: gzip"));
    }

    private Result run(
            String base, List<String> paths, int connections, Duration length, int rate, List<String> options)
            throws IOException {
        Path file = script.resolveSibling("paths.txt");
        Files.write(file, paths);
        int threads = Math.min(MAX_THREADS, connections);
        List<String> command = new ArrayList<>(List.of(
                "wrk",
                "--threads=" + threads,
                "--connections=" + connections,
                "--duration=" + Math.max(1, length.toSeconds()) + "s",
                "--timeout=5s",
                "--script=" + script));
        command.addAll(options);
        command.addAll(List.of(base, "--", file.toString(), Integer.toString(threads), Integer.toString(rate)));
        String out = Programs.output(command);
        String result = out.lines()
                .filter(line -> line.startsWith(RESULT))
                .findFirst()
                .orElseThrow(() -> new BenchException("wrk failed: " + out.strip()));
        return JSON.readValue(result.substring(RESULT.length()), Result.class);
    }
}
