package dev.headwater.standalone.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Writes playlists as large as real ones, the same for the same seed. */
public final class CatalogueFile {
    private static final String[] WORDS = {
        "Northern",
        "River",
        "Golden",
        "City",
        "Night",
        "Island",
        "Summer",
        "Hidden",
        "Blue",
        "Mountain",
        "Ünder",
        "Café",
        "Echo",
        "Harbour",
        "Last",
        "First",
        "Silent",
        "Open",
        "Winter",
        "Garden"
    };
    private static final int BUFFER = 256 * 1024;
    private static final int SEASON = 10;

    private CatalogueFile() {}

    /**
     * How much is in it.
     *
     * @param episodes one of each series
     */
    public record Sizes(
            int channels, int channelGroups, int movies, int movieGroups, int series, int seriesGroups, int episodes) {
        /** The catalogue that everything is compared with: 75,000 entries. */
        public static final Sizes FULL = new Sizes(20_000, 200, 50_000, 150, 5_000, 60, 1);
    }

    /** Writes an M3U playlist; does not close. */
    public static void writeM3u(OutputStream to, Sizes sizes, long seed) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(to, BUFFER);
        Random random = new Random(seed);
        line(out, "#EXTM3U");
        int id = 1;
        for (int i = 0; i < sizes.channels(); i++, id++) {
            String name = "%s TV %d".formatted(words(random), i + 1);
            line(
                    out,
                    "#EXTINF:-1 tvg-id=\"%s\" tvg-name=\"%s\" tvg-logo=\"https://img.example/c/%d.png\" tvg-chno=\"%d\" group-title=\"Live %d\",%s"
                            .formatted(
                                    GuideFile.channelId(i), name, i + 1, i + 1, i % sizes.channelGroups() + 1, name));
            line(out, "http://panel.example:8080/live/user/secret/" + id + ".ts");
        }
        for (int i = 0; i < sizes.movies(); i++, id++) {
            String name = "%s %d (%d)".formatted(words(random), i + 1, 1950 + random.nextInt(75));
            entry(out, name, "p/" + i, "Films " + (i % sizes.movieGroups() + 1));
            line(out, "http://panel.example:8080/movie/user/secret/" + id + ".mp4");
        }
        for (int i = 0; i < sizes.series(); i++) {
            String show = "%s %d".formatted(words(random), i + 1);
            for (int episode = 0; episode < sizes.episodes(); episode++, id++) {
                String name = "%s S%02dE%02d".formatted(show, episode / SEASON + 1, episode % SEASON + 1);
                entry(out, name, "s/" + i, "Series " + (i % sizes.seriesGroups() + 1));
                line(out, "http://panel.example:8080/series/user/secret/" + id + ".mkv");
            }
        }
        out.flush();
    }

    private static void entry(OutputStream out, String name, String logo, String group) throws IOException {
        line(
                out,
                "#EXTINF:-1 tvg-name=\"%s\" tvg-logo=\"https://img.example/%s.jpg\" group-title=\"%s\",%s"
                        .formatted(name, logo, group, name));
    }

    private static String words(Random random) {
        return WORDS[random.nextInt(WORDS.length)] + " " + WORDS[random.nextInt(WORDS.length)];
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }
}
