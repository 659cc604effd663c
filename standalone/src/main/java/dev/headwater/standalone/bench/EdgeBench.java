package dev.headwater.standalone.bench;

import dev.headwater.standalone.bench.ServerProcess.Playback;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One edge and nginx by turns: the same files, the same client. */
public final class EdgeBench implements Bench {
    private static final List<Integer> SIZES = List.of(100_000, 500_000);
    /** With six segments each, they fit the edge's cache; nginx has the page cache. */
    private static final int CHANNELS = 4;

    private static final int TAKEN = 6 * CHANNELS;
    private static final int ROUNDS = 3;
    private static final double AIM = 50;
    private static final double GIGA = 1e9;
    private static final double MICROS = 1000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> aims = new ArrayList<>();

    @Override
    public Report run(BenchSettings settings, Path folder) throws Exception {
        Wrk wrk = Wrk.in(folder);
        List<Map<String, Object>> rows = new ArrayList<>();
        aims.clear();
        for (int size : SIZES) {
            rows.addAll(measure(settings, wrk, Files.createDirectory(folder.resolve("bytes-" + size)), size));
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("connections", settings.connections());
        facts.put("rounds", ROUNDS);
        facts.put("nginx", Programs.find("nginx").isPresent() ? "compared" : "not installed, nothing to compare with");
        return new Report(facts, rows, aims);
    }

    private List<Map<String, Object>> measure(BenchSettings settings, Wrk wrk, Path folder, int size) throws Exception {
        Path data = folder.resolve("data");
        Path www = Files.createDirectory(folder.resolve("www"));
        for (int i = 0; i < TAKEN; i++) {
            Files.write(www.resolve(i + ".ts"), TsMaker.segment(size));
        }
        List<String> plain =
                IntStream.range(0, TAKEN).mapToObj(i -> "/" + i + ".ts").toList();
        Load load = new Load(data.toString(), 1, CHANNELS, false, size, 1, TAKEN);
        try (ServerProcess server = ServerProcess.start(settings, load);
                @Nullable Nginx nginx = Nginx.start(folder, www).orElse(null)) {
            List<Playback> playbacks = server.playbacks();
            Total ours = new Total();
            Total theirs = new Total();
            if (settings.warmUp().isPositive()) {
                settings.say("Warming up for %d s".formatted(settings.warmUp().toSeconds()));
                Signed signed = signed(server, playbacks);
                wrk.run(signed.base(), signed.paths(), settings.connections(), settings.warmUp(), 0);
            }
            for (int round = 1; round <= ROUNDS; round++) {
                settings.say("Measuring files of %,d bytes, round %d of %d".formatted(size, round, ROUNDS));
                Signed signed = signed(server, playbacks);
                ours.add(settings, wrk, server.stat(), signed.base(), signed.paths());
                if (nginx != null) {
                    theirs.add(settings, wrk, nginx.stat(), nginx.base(), plain);
                }
            }
            List<Map<String, Object>> rows = new ArrayList<>();
            rows.add(ours.row("edge", size));
            if (nginx != null) {
                rows.add(theirs.row("nginx", size));
                double ratio = 100 * theirs.cpuPerGigabyte() / ours.cpuPerGigabyte();
                aims.add(Aim.atLeast(
                        "files of %,d bytes, %% of nginx's bytes a CPU second".formatted(size), AIM, ratio));
            }
            return rows;
        }
    }

    /** Where redirects lead now; their signatures last for a minute at least. */
    private Signed signed(ServerProcess server, List<Playback> playbacks) throws IOException, InterruptedException {
        List<String> paths = new ArrayList<>();
        String base = "";
        for (Playback playback : playbacks) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.base() + playback.segmentPath()))
                    .build();
            HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
            URI at = URI.create(Optional.of(answer)
                    .flatMap(a -> a.headers().firstValue("Location"))
                    .orElseThrow(() -> new BenchException("no redirect to an edge: " + answer.statusCode())));
            base = at.getScheme() + "://" + at.getAuthority();
            paths.add(at.getRawPath() + "?" + at.getRawQuery());
        }
        return new Signed(base, paths);
    }

    private record Signed(String base, List<String> paths) {}

    /** Of all rounds of one server. */
    private static final class Total {
        private final List<Wrk.Result> results = new ArrayList<>();
        private double cpu;

        void add(BenchSettings settings, Wrk wrk, ProcStat stat, String base, List<String> paths) throws IOException {
            double before = stat.cpuSeconds();
            results.add(wrk.run(base, paths, settings.connections(), settings.length(), 0));
            cpu += stat.cpuSeconds() - before;
        }

        double cpuPerGigabyte() {
            return cpu / bytes() * GIGA;
        }

        private double bytes() {
            return results.stream().mapToDouble(Wrk.Result::bytes).sum();
        }

        Map<String, Object> row(String what, int size) {
            double seconds = results.stream().mapToDouble(Wrk.Result::seconds).sum();
            double requests = results.stream().mapToDouble(Wrk.Result::requests).sum();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("server", what);
            row.put("fileBytes", size);
            row.put("gbitPerSecond", bytes() * Byte.SIZE / seconds / GIGA);
            row.put("requestsPerSecond", requests / seconds);
            row.put(
                    "p99Ms",
                    results.stream()
                                    .mapToDouble(Wrk.Result::p99Micros)
                                    .average()
                                    .orElse(0)
                            / MICROS);
            row.put("errors", results.stream().mapToLong(Wrk.Result::errors).sum());
            row.put("cpuSecondsPerGb", cpuPerGigabyte());
            row.put("cores", cpu / seconds);
            return row;
        }
    }
}
