package dev.headwater.api.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A playlist of 1,200 channels in 7 groups, 1,300 films in 5, and 60 series of four episodes in 3. */
final class SampleM3u {
    static final int ENTRIES = 1200 + 1300 + 60 * 4;
    private static final String PANEL = "http://panel.example:8080/";

    private SampleM3u() {}

    static void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of("#EXTM3U"));
        int id = 1;
        for (int i = 1; i <= 1200; i++) {
            String attributes = " tvg-id=\"c%d.example\" tvg-logo=\"https://img.example/c/%d.png\" tvg-chno=\"%d\""
                    .formatted(i, i, i);
            add(
                    lines,
                    attributes,
                    "Golden River TV " + i,
                    "Live " + ((i - 1) % 7 + 1),
                    "live/user/secret/" + id++ + ".ts");
        }
        for (int i = 1; i <= 1300; i++) {
            String name = "Silent Café %d (%d)".formatted(i, 1950 + i % 70);
            add(lines, "", name, "Films " + ((i - 1) % 5 + 1), "movie/user/secret/" + id++ + ".mp4");
        }
        for (int i = 1; i <= 60; i++) {
            for (int episode = 1; episode <= 4; episode++) {
                String name = "Hidden Harbour %d S01E%02d".formatted(i, episode);
                add(lines, "", name, "Series " + ((i - 1) % 3 + 1), "series/user/secret/" + id++ + ".mkv");
            }
        }
        Files.write(file, lines);
    }

    private static void add(List<String> lines, String attributes, String name, String group, String path) {
        lines.add("#EXTINF:-1 tvg-name=\"%s\"%s group-title=\"%s\",%s".formatted(name, attributes, group, name));
        lines.add(PANEL + path);
    }
}
