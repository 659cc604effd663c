package dev.headwater.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.standalone.runtime.LocalControl;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Fills a running server with a catalogue, a guide and lines, by the commands an operator would type. */
final class CatalogueFill {
    /** Different sets of bouquets, over which the lines are spread. */
    static final int SETS = 200;

    private static final int LINES = 1000;
    private static final int CATEGORIES_A_SET = 20;
    private static final int GUIDE_CHANNELS = 5000;
    private static final int GUIDE_DAYS = 7;
    private static final int SEED = 1;
    private static final double IMPORT_AIM = 3;
    private static final double GUIDE_AIM = 15;
    private static final int PATIENCE_SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BenchSettings settings;
    private final CatalogueSize size;
    private final UpProcess up;
    private final Path data;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    CatalogueFill(BenchSettings settings, CatalogueSize size, UpProcess up, Path data, Path folder) {
        this.settings = settings;
        this.size = size;
        this.up = up;
        this.data = data;
        this.folder = folder;
    }

    /** Imports catalogue and guide; says what was aimed at and reached. */
    List<String> importAll(Map<String, Object> facts) throws Exception {
        List<String> aims = new ArrayList<>();
        CatalogueLine watcher = addLine("watcher", List.of());
        Path m3u = folder.resolve("catalogue.m3u");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(m3u))) {
            CatalogueFile.writeM3u(out, size.file(), SEED);
        }
        settings.say("Importing %,d bytes of M3U".formatted(Files.size(m3u)));
        long begun = System.nanoTime();
        command("import", "m3u", m3u.toString(), "--yes");
        await(watcher.call("get_live_streams"), list -> list.size() == size.live());
        await(watcher.call("get_vod_streams"), list -> list.size() == size.movies());
        aims.add(Aim.atMost("M3U import until visible, s", IMPORT_AIM, (System.nanoTime() - begun) / 1e9));
        Path guide = folder.resolve("guide.xml");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(guide))) {
            GuideFile.write(
                    out,
                    GUIDE_CHANNELS,
                    GUIDE_DAYS,
                    LocalDate.now(ZoneOffset.UTC).minusDays(1),
                    SEED);
        }
        facts.put("guideBytes", Files.size(guide));
        settings.say("Importing %,d bytes of guide".formatted(Files.size(guide)));
        command("guide", "add", "bench", guide.toString());
        begun = System.nanoTime();
        command("guide", "import", "bench");
        aims.add(Aim.atMost("guide import, s", GUIDE_AIM, (System.nanoTime() - begun) / 1e9));
        aims.add(Aim.atMost("memory after both imports, MB", 400, up.stat().rssBytes() / 1e6));
        return aims;
    }

    /** The first sees everything, the others one of the sets each. */
    List<CatalogueLine> addLines() throws Exception {
        settings.say("Adding %,d lines over %,d bouquets".formatted(LINES, SETS));
        CatalogueLine all = addLine("all", List.of());
        List<String> categories = new ArrayList<>();
        for (String action : List.of("get_live_categories", "get_vod_categories", "get_series_categories")) {
            read(all.call(action))
                    .forEach(row -> categories.add(row.path("category_name").asText()));
        }
        List<CatalogueLine> lines = new ArrayList<>(List.of(all));
        try (LocalControl control = LocalControl.open(data)) {
            for (int i = 0; i < SETS; i++) {
                List<String> held = new ArrayList<>();
                for (int j = 0; j < CATEGORIES_A_SET; j++) {
                    held.add(categories.get((i * 7 + j * 11) % categories.size()));
                }
                control.call("bouquet.add", JSON.valueToTree(Map.of("name", "set-" + i, "categories", held)));
            }
        }
        for (int i = 1; i < LINES; i++) {
            lines.add(addLine("line-" + i, List.of("set-" + i % SETS)));
        }
        return lines;
    }

    private CatalogueLine addLine(String name, List<String> bouquets) {
        try (LocalControl control = LocalControl.open(data)) {
            Map<String, Object> line =
                    bouquets.isEmpty() ? Map.of("name", name) : Map.of("name", name, "bouquets", bouquets);
            return new CatalogueLine(
                    name,
                    control.call("line.add", JSON.valueToTree(line))
                            .path("password")
                            .asText());
        }
    }

    private void command(String... arguments) throws IOException {
        List<String> command = JavaProcess.command(List.of(), null, UpProcess.COMMAND_LINE);
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--data", data.toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                throw new BenchException(String.join(" ", arguments) + " failed");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private void await(String path, Predicate<JsonNode> shown) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!shown.test(read(path))) {
            if (System.nanoTime() > deadline) {
                throw new BenchException("what was imported is not listed after " + PATIENCE_SECONDS + " s");
            }
            // Long lists: asking without a pause would be the load that is measured.
            Thread.sleep(50);
        }
    }

    private JsonNode read(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(up.base() + path)).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    }
}
