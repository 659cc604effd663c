package dev.headwater.functions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a function costs until its first answer, in a fresh JVM under the runtime's own client, with and without a cache of
 * classes and profiles made ahead (AOT cache), one after the other in turn. Run by {@code ./headwater bench functions}.
 */
@Tag("zips")
class FunctionStartBench {
    private static final int RUNS = 5;
    private static final Map<String, String> HEADERS =
            Map.of("x-headwater-host", "tv.example", "x-headwater-origin", SeededAccount.ORIGIN_SECRET);

    @TempDir
    private Path folder;

    private Path task;
    private SeededAccount account;

    /**
     * One start.
     *
     * @param untilAnswer from the start of the process to the end of its first answer
     * @param second how long the same took once more
     */
    private record Start(Duration cpu, Duration untilAnswer, Duration second) {}

    @Test
    void measure() throws Exception {
        task = folder.resolve("task");
        Zips.HTTP.unpack(task);
        try (SeededAccount seeded = SeededAccount.open(folder.resolve("seed"))) {
            account = seeded;
            for (String handler : List.of("XtreamHandler", "PlayHandler", "AdminHandler")) {
                Path cache = trained(handler);
                List<Start> plain = new ArrayList<>();
                List<Start> cached = new ArrayList<>();
                for (int run = 0; run < RUNS; run++) {
                    plain.add(start(handler, List.of()));
                    cached.add(start(handler, List.of("-XX:AOTCache=" + cache)));
                }
                show(handler, "plain", plain);
                show(handler, "AOT cache, %.1f MB".formatted(Files.size(cache) / 1e6), cached);
            }
        }
    }

    /** Made by a run that answers what functions are asked most. */
    private Path trained(String handler) throws Exception {
        Path cache = folder.resolve(handler + ".aot");
        try (FunctionProcess training = process(handler, List.of("-XX:AOTCacheOutput=" + cache))) {
            for (int i = 0; i < 20; i++) {
                ask(training, handler);
            }
            training.end();
        }
        if (!Files.exists(cache)) {
            throw new AssertionError("no cache was made: " + Files.readString(folder.resolve(handler + ".log")));
        }
        return cache;
    }

    private Start start(String handler, List<String> flags) throws Exception {
        long begun = System.nanoTime();
        try (FunctionProcess process = process(handler, flags)) {
            ask(process, handler);
            long first = System.nanoTime();
            Duration cpu = process.cpu();
            ask(process, handler);
            return new Start(cpu, Duration.ofNanos(first - begun), Duration.ofNanos(System.nanoTime() - first));
        }
    }

    private static void ask(FunctionProcess process, String handler) throws Exception {
        String login = "username=" + SeededAccount.LINE + "&password=" + SeededAccount.PASSWORD;
        switch (handler) {
            case "XtreamHandler" -> process.get("/player_api.php", login, HEADERS);
            case "PlayHandler" -> process.get("/play/none/1/index.m3u8", "", HEADERS);
            default -> process.get("/admin/api/v1/lines", "", HEADERS);
        }
    }

    private FunctionProcess process(String handler, List<String> flags) throws Exception {
        return FunctionProcess.start(
                handler, task, folder.resolve(handler + ".log"), new HashMap<>(account.environment()), flags);
    }

    private static void show(String handler, String how, List<Start> starts) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.1f |%n",
                handler,
                how,
                median(starts, start -> start.cpu().toMillis()),
                median(starts, start -> start.untilAnswer().toMillis()),
                median(starts, start -> start.second().toNanos() / 1e6));
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> of) {
        double[] sorted = starts.stream().mapToDouble(of).sorted().toArray();
        return Arrays.copyOf(sorted, sorted.length)[sorted.length / 2];
    }
}
