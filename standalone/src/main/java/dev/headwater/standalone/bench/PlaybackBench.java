package dev.headwater.standalone.bench;

import dev.headwater.standalone.bench.ServerProcess.Playback;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Playlists and segment redirects for many playbacks at once, while every window changes and every connection is renewed
 * in the store.
 */
public final class PlaybackBench implements Bench {
    private static final int AIM_PER_SECOND = 5000;
    private static final double AIM_P99_MS = 10;
    /** Enough that those who wait for their turn hold up nobody. */
    private static final int PACED_CONNECTIONS = 64;

    /** Rows of what needs no store: what this machine does at the most, to compare with. */
    private static final int BASELINES = 2;

    private static final int ENTERING = 32;
    private static final int CHECKED = 200;
    private static final double MICROS = 1000;
    private static final int OK = 200;
    private static final int FOUND = 302;

    private final int channels;
    private final int lines;
    private final int playbacks;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param playbacks at once, spread over all lines and channels */
    public PlaybackBench(int channels, int lines, int playbacks) {
        this.channels = channels;
        this.lines = lines;
        this.playbacks = playbacks;
    }

    @Override
    public Report run(BenchSettings settings, Path folder) throws Exception {
        Wrk wrk = Wrk.in(folder);
        settings.say("Adding %,d channels and %,d lines".formatted(channels, lines));
        Load load = new Load(folder.resolve("data").toString(), 2, channels, true, 0, lines, playbacks);
        try (ServerProcess server = ServerProcess.start(settings, load)) {
            List<Playback> all = server.playbacks();
            settings.say("Letting %,d playbacks in".formatted(all.size()));
            check(server, all);
            List<String> playlists = all.stream().map(Playback::playlistPath).toList();
            List<String> segments = all.stream().map(Playback::segmentPath).toList();
            List<String> both = alternating(playlists, segments);
            if (settings.warmUp().isPositive()) {
                settings.say("Warming up for %d s".formatted(settings.warmUp().toSeconds()));
                wrk.run(server.base(), both, settings.connections(), settings.warmUp(), 0);
            }
            int each = settings.connections();
            List<Row> rows = new ArrayList<>();
            rows.add(measure(settings, wrk, server, "GET /health", List.of("/health"), each, 0));
            String asked = ", %,d/s asked".formatted(AIM_PER_SECOND);
            rows.add(measure(
                    settings,
                    wrk,
                    server,
                    "GET /health" + asked,
                    List.of("/health"),
                    PACED_CONNECTIONS,
                    AIM_PER_SECOND));
            rows.add(measure(settings, wrk, server, "playlists", playlists, each, 0));
            rows.add(measure(settings, wrk, server, "segments", segments, each, 0));
            rows.add(measure(settings, wrk, server, "both in turn", both, each, 0));
            rows.add(measure(settings, wrk, server, "both" + asked, both, PACED_CONNECTIONS, AIM_PER_SECOND));
            settings.say("Checking that playbacks still play");
            check(server, all.subList(0, Math.min(CHECKED, all.size())));
            return new Report(facts(), rows.stream().map(Row::shown).toList(), aims(rows));
        }
    }

    /** No player asks for its playlist and a segment in the same moment: one is half a round behind the other. */
    private static List<String> alternating(List<String> playlists, List<String> segments) {
        int count = playlists.size();
        return IntStream.range(0, count)
                .boxed()
                .flatMap(i -> Stream.of(playlists.get(i), segments.get((i + count / 2) % count)))
                .toList();
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("channels", channels);
        facts.put("lines", lines);
        facts.put("playbacks", playbacks);
        return facts;
    }

    private static Row measure(
            BenchSettings settings,
            Wrk wrk,
            ServerProcess server,
            String what,
            List<String> paths,
            int connections,
            int rate)
            throws IOException {
        settings.say("Measuring " + what);
        Counts before = server.counts();
        double cpuBefore = server.stat().cpuSeconds();
        Wrk.Result result = wrk.run(server.base(), paths, connections, settings.length(), rate);
        double cpu = server.stat().cpuSeconds() - cpuBefore;
        long writes = server.counts().sessionWrites() - before.sessionWrites();
        return new Row(what, connections, result, cpu, writes);
    }

    private static List<String> aims(List<Row> rows) {
        List<String> aims = new ArrayList<>();
        for (Row row : rows.subList(BASELINES, rows.size() - 1)) {
            aims.add(Aim.atLeast(
                    row.what() + ", requests/s", AIM_PER_SECOND, row.result().perSecond()));
        }
        Row paced = rows.getLast();
        aims.add(Aim.atMost(paced.what() + ", p99 in ms", AIM_P99_MS, paced.p99Ms()));
        return aims;
    }

    /** One kind of load. */
    private record Row(String what, int connections, Wrk.Result result, double cpu, long writes) {
        double p99Ms() {
            return result.p99Micros() / MICROS;
        }

        Map<String, Object> shown() {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("what", what);
            row.put("connections", connections);
            row.put("requestsPerSecond", result.perSecond());
            row.put("p50Ms", result.p50Micros() / MICROS);
            row.put("p99Ms", p99Ms());
            row.put("errors", result.errors());
            row.put("cpuMsPerThousand", cpu * 1e6 / Math.max(1, result.requests()));
            row.put("cores", cpu / result.seconds());
            row.put("writesPerSecond", writes / result.seconds());
            return row;
        }
    }

    /** Takes or renews each connection, and finds what a player would: the channel and a redirect, no slate. */
    private void check(ServerProcess server, List<Playback> some) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(ENTERING)) {
            List<Future<?>> checks = new ArrayList<>();
            for (Playback playback : some) {
                checks.add(threads.submit(() -> {
                    HttpResponse<String> playlist = get(server.base() + playback.playlistPath());
                    if (playlist.statusCode() != OK || playlist.body().contains("#EXT-X-ENDLIST")) {
                        throw new BenchException("a playback gets no playlist: " + playlist.statusCode());
                    }
                    int redirect = get(server.base() + playback.segmentPath()).statusCode();
                    if (redirect != FOUND) {
                        throw new BenchException("a playback gets no segment: " + redirect);
                    }
                    return null;
                }));
            }
            for (Future<?> done : checks) {
                done.get();
            }
        }
    }

    private HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(20))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
