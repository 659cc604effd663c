package dev.headwater.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A playlist as large as those people have, with names as they are found, and what has to be shown of it. */
final class LargeCatalogue {
    static final int CHANNELS = 5_000;
    static final int MOVIES = 10_000;
    static final int SERIES = 100;
    static final int EPISODES = 10;

    /** As written, and as shown: no reader of playlists knows how to escape a double quote. */
    private static final List<Map.Entry<String, String>> ODD = List.of(
            Map.entry("Plain", "Plain"),
            Map.entry("Say \"hello\", she said", "Say 'hello', she said"),
            Map.entry("#1, the best; of=all", "#1, the best; of=all"),
            Map.entry("\ud83d\ude00\ud83c\uddeb\ud83c\uddf7 Smile", "\ud83d\ude00\ud83c\uddeb\ud83c\uddf7 Smile"),
            Map.entry("\u05d7\u05d3\u05e9\u05d5\u05ea 12", "\u05d7\u05d3\u05e9\u05d5\u05ea 12"),
            Map.entry("\u0627\u0644\u0639\u0631\u0628\u064a\u0629 HD", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 HD"),
            Map.entry("Caf\u00e9 & <b>Stra\u00dfe</b>", "Caf\u00e9 & <b>Stra\u00dfe</b>"),
            Map.entry("50% off? a/b\\c | d+e", "50% off? a/b\\c | d+e"),
            Map.entry("&quot;kept&quot; as it is", "&quot;kept&quot; as it is"),
            Map.entry("\u65b0\u805e \u30cb\u30e5\u30fc\u30b9", "\u65b0\u805e \u30cb\u30e5\u30fc\u30b9"));

    private final List<Shown> live = new ArrayList<>();
    private final List<Shown> movies = new ArrayList<>();
    private final List<Shown> series = new ArrayList<>();
    private final List<Shown> episodes = new ArrayList<>();

    /** An item, and the category that lists it. */
    private record Shown(String name, String group) {}

    /** Writes {@code list.m3u} and {@code expected.json}. */
    static void write(Path folder) throws IOException {
        new LargeCatalogue().writeTo(folder);
    }

    private void writeTo(Path folder) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("list.m3u"))) {
            out.write("#EXTM3U\n");
            for (int i = 0; i < CHANNELS; i++) {
                entry(out, live, odd(i), " " + i, "Live, \u00fc\u05d0 #" + i % 40, "live/u/p/" + i + ".ts");
            }
            for (int i = 0; i < MOVIES; i++) {
                entry(out, movies, odd(i), " " + i, "Films \ud83c\udfac " + i % 30, "movie/u/p/" + i + ".mp4");
            }
            for (int i = 0; i < SERIES; i++) {
                String group = "Series " + i % 7;
                Map.Entry<String, String> show = odd(i);
                series.add(new Shown(show.getValue() + " " + i, group));
                for (int episode = 0; episode < EPISODES; episode++) {
                    String number = " %d S%02dE%02d".formatted(i, episode / 5 + 1, episode % 5 + 1);
                    entry(out, episodes, show, number, group, "series/u/p/" + i + "-" + episode + ".mkv");
                }
            }
        }
        new ObjectMapper()
                .writeValue(
                        folder.resolve("expected.json").toFile(),
                        Map.of(
                                "live",
                                shown(live),
                                "movies",
                                shown(movies),
                                "series",
                                shown(series),
                                "episodes",
                                shown(episodes)));
    }

    private static Map.Entry<String, String> odd(int i) {
        return ODD.get(i % ODD.size());
    }

    /** @param path of a server there is none of */
    private static void entry(
            BufferedWriter out,
            List<Shown> to,
            Map.Entry<String, String> name,
            String number,
            String group,
            String path)
            throws IOException {
        out.write("#EXTINF:-1 group-title=\"" + group + "\"," + name.getKey() + number + "\n");
        out.write("http://panel.invalid:8080/" + path + "\n");
        to.add(new Shown(name.getValue() + number, group));
    }

    private static List<Map<String, String>> shown(List<Shown> items) {
        return items.stream()
                .map(item -> Map.of("name", item.name(), "group", item.group()))
                .toList();
    }
}
