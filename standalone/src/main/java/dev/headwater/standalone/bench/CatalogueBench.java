package dev.headwater.standalone.bench;

import dev.headwater.standalone.bench.Rival.Row;
import java.io.InputStream;
import java.io.OutputStream;
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
import org.jspecify.annotations.Nullable;

/** Lists, playlists and guide of a whole catalogue, beside nginx serving the same bytes. */
public final class CatalogueBench implements Bench {
    private static final double LIVE_AIM_MS = 1;
    private static final double VOD_AIM_MS = 2;
    private static final double FIRST_LIST_AIM_MS = 250;
    private static final double SHARE_AIM = 25;
    private static final double PLAIN_AIM = 3;
    private static final double PLAYLIST_AIM_MS = 80;
    private static final double PLAYLIST_AGAIN_AIM_MS = 2;
    private static final double LOGIN_AIM = 5000;
    private static final double LOGIN_P50_AIM_MS = 2;
    private static final double FIRST_BYTE_AIM_MS = 50;
    private static final double WHOLE_GUIDE_AIM_MS = 150;
    private static final double MICROS = 1000;
    private static final double NANOS_A_MS = 1e6;

    private final CatalogueSize size;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final List<String> aims = new ArrayList<>();

    public CatalogueBench(CatalogueSize size) {
        this.size = size;
    }

    @Override
    public Report run(BenchSettings settings, Path folder) throws Exception {
        Wrk wrk = Wrk.in(folder);
        Path data = folder.resolve("data");
        Path www = Files.createDirectory(folder.resolve("www"));
        List<CatalogueLine> lines;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("catalogue", size.toString());
        try (UpProcess up = UpProcess.start(settings, data, "--no-demo")) {
            CatalogueFill fill = new CatalogueFill(settings, size, up, data, folder);
            aims.addAll(fill.importAll(facts));
            lines = fill.addLines();
        }
        settings.say("Starting with the whole catalogue");
        long begun = System.nanoTime();
        try (UpProcess up = UpProcess.start(settings, data, "--no-demo")) {
            String login = "/player_api.php?" + lines.getFirst().credentials();
            get(up, login, false);
            aims.add(Aim.atMost("up to the first answered login, s", 5, (System.nanoTime() - begun) / 1e9));
            aims.add(Aim.atMost("memory then, MB", 400, up.stat().rssBytes() / 1e6));
            measure(settings, wrk, folder, www, up, lines);
            aims.add(Aim.atMost("memory after all, MB", 400, up.stat().rssBytes() / 1e6));
        }
        facts.put("lines", lines.size());
        facts.put("bouquetSets", CatalogueFill.SETS);
        facts.put("nginx", Programs.find("nginx").isPresent() ? "compared" : "not installed, nothing to compare with");
        return new Report(facts, rows, aims);
    }

    private void measure(
            BenchSettings settings, Wrk wrk, Path folder, Path www, UpProcess up, List<CatalogueLine> lines)
            throws Exception {
        CatalogueLine all = lines.getFirst();
        String live = all.call("get_live_streams");
        String movies = all.call("get_vod_streams");
        String category =
                movies + "&category_id=" + CatalogueLine.firstCategory(get(up, all.call("get_vod_categories"), false));
        String playlist = "/get.php?" + all.credentials() + "&type=m3u_plus&output=ts";
        for (Map.Entry<String, String> kept : Map.of(
                        "live.json", live, "movies.json", movies, "category.json", category, "playlist.json", playlist)
                .entrySet()) {
            Files.write(www.resolve(kept.getKey()), get(up, kept.getValue(), false));
            Files.write(www.resolve(kept.getKey() + ".gz"), get(up, kept.getValue(), true));
        }
        try (@Nullable Nginx nginx = Nginx.start(folder, www).orElse(null)) {
            Rival rival = new Rival(settings, wrk, up, nginx);
            settings.say("Warming up for %d s".formatted(settings.warmUp().toSeconds()));
            wrk.runGzip(up.base(), List.of(live, movies, playlist), settings.connections(), settings.warmUp());
            Row logins = rival.alone(
                    "logins of %,d lines".formatted(lines.size()),
                    lines.stream()
                            .map(line -> "/player_api.php?" + line.credentials())
                            .toList(),
                    false);
            aims.add(Aim.atLeast("logins/s", LOGIN_AIM, logins.ours().perSecond()));
            aims.add(Aim.atMost(
                    "login, p50 in ms", LOGIN_P50_AIM_MS, logins.ours().result().p50Micros() / MICROS));
            Row liveRow = rival.beside("get_live_streams, gzip", live, "/live.json", true);
            aims.add(Aim.atMost(
                    "get_live_streams, gzip, CPU ms",
                    LIVE_AIM_MS,
                    liveRow.ours().cpuMs()));
            liveRow.share()
                    .ifPresent(share ->
                            aims.add(Aim.atLeast("get_live_streams, % of nginx's requests/s", SHARE_AIM, 100 * share)));
            firstLists(settings, up, lines.subList(1, 1 + CatalogueFill.SETS));
            rival.alone(
                    "get_live_streams of %,d lines, gzip".formatted(lines.size()),
                    lines.stream().map(line -> line.call("get_live_streams")).toList(),
                    true);
            Row vod = rival.beside("get_vod_streams, gzip", movies, "/movies.json", true);
            aims.add(Aim.atMost(
                    "get_vod_streams, gzip, CPU ms", VOD_AIM_MS, vod.ours().cpuMs()));
            rival.beside("one category of get_vod_streams, gzip", category, "/category.json", true);
            plain(rival.beside("get_live_streams, plain", live, "/live.json", false));
            plain(rival.beside("get_vod_streams, plain", movies, "/movies.json", false));
            playlists(settings, rival, up, lines);
            guide(settings, up, all);
            rival.rows().forEach(row -> rows.add(row.shown()));
        }
    }

    /** Lists are rendered when the first line of a set asks for them. */
    private void firstLists(BenchSettings settings, UpProcess up, List<CatalogueLine> ofEachSet) throws Exception {
        settings.say("First lists of %,d bouquet sets".formatted(ofEachSet.size()));
        double before = up.stat().cpuSeconds();
        for (CatalogueLine line : ofEachSet) {
            drain(up, line.call("get_live_streams"));
        }
        aims.add(Aim.atMost(
                "get_live_streams, first of a set, CPU ms",
                FIRST_LIST_AIM_MS,
                (up.stat().cpuSeconds() - before) * 1e3 / ofEachSet.size()));
    }

    private void plain(Row row) {
        row.cpuRatio().ifPresent(ratio -> aims.add(Aim.atMost(row.what() + ", times nginx's CPU", PLAIN_AIM, ratio)));
    }

    /** The first one of a line is filled with its credentials, the next ones are not. */
    private void playlists(BenchSettings settings, Rival rival, UpProcess up, List<CatalogueLine> lines)
            throws Exception {
        List<String> paths = lines.stream()
                .map(line -> "/get.php?" + line.credentials() + "&type=m3u_plus&output=hls")
                .toList();
        settings.say("First playlists of %,d lines".formatted(paths.size()));
        double before = up.stat().cpuSeconds();
        for (String path : paths) {
            drain(up, path);
        }
        double firstMs = (up.stat().cpuSeconds() - before) * 1e3 / paths.size();
        aims.add(Aim.atMost("get.php, gzip, first of a line, CPU ms", PLAYLIST_AIM_MS, firstMs));
        Row again = rival.alone("get.php of %,d lines again, gzip".formatted(paths.size()), paths, true);
        aims.add(Aim.atMost(
                "get.php, gzip, again, CPU ms",
                PLAYLIST_AGAIN_AIM_MS,
                again.ours().cpuMs()));
    }

    private void guide(BenchSettings settings, UpProcess up, CatalogueLine line) throws Exception {
        settings.say("Reading the guide");
        String path = "/xmltv.php?" + line.credentials();
        drain(up, path);
        long begun = System.nanoTime();
        HttpResponse<InputStream> response = http.send(request(up, path, true), BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            in.read();
            aims.add(Aim.atMost(
                    "xmltv.php, first byte, ms", FIRST_BYTE_AIM_MS, (System.nanoTime() - begun) / NANOS_A_MS));
            long bytes = 1 + in.transferTo(OutputStream.nullOutputStream());
            aims.add(Aim.atMost(
                    "xmltv.php, %,d bytes of gzip, ms".formatted(bytes),
                    WHOLE_GUIDE_AIM_MS,
                    (System.nanoTime() - begun) / NANOS_A_MS));
        }
    }

    private void drain(UpProcess up, String path) throws Exception {
        HttpResponse<Void> answer = http.send(request(up, path, true), BodyHandlers.discarding());
        require(answer, path);
    }

    private byte[] get(UpProcess up, String path, boolean gzip) throws Exception {
        HttpResponse<byte[]> answer = http.send(request(up, path, gzip), BodyHandlers.ofByteArray());
        require(answer, path);
        return answer.body();
    }

    private static void require(HttpResponse<?> answer, String path) {
        if (answer.statusCode() != 200) {
            throw new BenchException(path.substring(0, path.indexOf('?')) + " answers " + answer.statusCode());
        }
    }

    private static HttpRequest request(UpProcess up, String path, boolean gzip) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(up.base() + path));
        return (gzip ? request.header("Accept-Encoding", "gzip") : request).build();
    }
}
