package dev.headwater.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.standalone.runtime.BareHeadend;
import dev.headwater.standalone.runtime.LocalControl;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What pages of operators' lists cost a server in CPU, all its threads and its HTTP, asked with an API key. */
public final class AdminBench implements Bench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SMALL = 100;
    private static final int LARGE = ListQuery.MAX_LIMIT;
    private static final int ROUNDS = 20;
    private static final int WARM_ROUNDS = 20;
    private static final int IDLE_MILLIS = 3_000;
    private static final double AIM_MS = 50;
    private static final double MILLIS = 1e3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private double worstSmall;
    private double worstLarge;

    /** A running server, and what lets in. */
    private record Door(UpProcess up, String key) {}

    @Override
    public Report run(BenchSettings settings, Path folder) throws Exception {
        Path data = folder.resolve("data");
        settings.say("Adding %,d lines, %,d movies, %,d channels"
                .formatted(AdminFill.LINES, AdminFill.MOVIES, AdminFill.CHANNELS));
        try (BareHeadend headend = BareHeadend.open(data, tables -> tables, objects -> objects)) {
            AdminFill.fill(headend.tables());
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        try (UpProcess up = UpProcess.start(settings, data, "--no-demo")) {
            Door door = new Door(up, key(data));
            for (String list : List.of("lines", "movies", "channels")) {
                double before = up.stat().cpuSeconds();
                ask(door, list, "limit=" + SMALL, "");
                facts.put(list + "FirstReadCpuMs", (up.stat().cpuSeconds() - before) * MILLIS);
            }
            settings.say("Measuring pages");
            pages(door, "lines", "state=banned");
            pages(door, "movies", "category=7");
            pages(door, "channels", "category=7");
            measure(door, "channels", "sort=-id&state=off", SMALL);
            measure(door, "channels", "sort=-id&state=off", LARGE);
            double before = up.stat().cpuSeconds();
            // What the server does by itself is what is measured here.
            Thread.sleep(IDLE_MILLIS);
            facts.put("idleCpuMsPerSecond", (up.stat().cpuSeconds() - before) * MILLIS / IDLE_MILLIS * MILLIS);
            facts.put("rssMb", up.stat().rssBytes() / 1e6);
        }
        return new Report(
                facts,
                rows,
                List.of(
                        Aim.atMost("slowest page of %d, CPU ms".formatted(SMALL), AIM_MS, worstSmall),
                        Aim.atMost("slowest page of %,d, CPU ms".formatted(LARGE), AIM_MS, worstLarge)));
    }

    private static String key(Path data) {
        try (LocalControl control = LocalControl.open(data)) {
            return control.call("api-key.add", JSON.valueToTree(Map.of("name", "bench", "role", "operator")))
                    .path("key")
                    .asText();
        }
    }

    private void pages(Door door, String list, String filter) throws Exception {
        for (String asked :
                List.of("sort=id", "sort=-name", "sort=name&search=9", "sort=-id&" + filter, "sort=name&search=zzz")) {
            for (int limit : new int[] {SMALL, LARGE}) {
                measure(door, list, asked, limit);
            }
        }
    }

    private void measure(Door door, String list, String asked, int limit) throws Exception {
        List<String> cursors = new ArrayList<>(List.of(""));
        JsonNode page = ask(door, list, asked + "&limit=" + LARGE, "");
        while (page.hasNonNull("next")) {
            cursors.add(page.path("next").asText());
            page = ask(door, list, asked + "&limit=" + LARGE, cursors.getLast());
        }
        String query = asked + "&limit=" + limit;
        for (int i = 0; i < WARM_ROUNDS; i++) {
            ask(door, list, query, cursors.get(i % cursors.size()));
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("list", list);
        row.put("rows", limit);
        row.put("asked", asked);
        double first = cpu(door, list, query, "");
        double middle = cpu(door, list, query, cursors.get(cursors.size() / 2));
        double last = cpu(door, list, query, cursors.getLast());
        row.put("firstMs", first);
        row.put("middleMs", middle);
        row.put("lastMs", last);
        for (double ms : new double[] {first, middle, last}) {
            if (limit == SMALL) {
                worstSmall = Math.max(worstSmall, ms);
            } else {
                worstLarge = Math.max(worstLarge, ms);
            }
        }
        rows.add(row);
    }

    /** The mean: Linux counts in hundredths of a second. */
    private double cpu(Door door, String list, String query, String cursor) throws Exception {
        double before = door.up().stat().cpuSeconds();
        for (int i = 0; i < ROUNDS; i++) {
            ask(door, list, query, cursor);
        }
        return (door.up().stat().cpuSeconds() - before) * MILLIS / ROUNDS;
    }

    private JsonNode ask(Door door, String list, String query, String cursor) throws IOException, InterruptedException {
        String from = cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(door.up().base() + "/admin/api/v1/" + list + "?" + query + from))
                .header("Authorization", "Bearer " + door.key())
                .build();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new BenchException(list + "?" + query + " answers " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }
}
