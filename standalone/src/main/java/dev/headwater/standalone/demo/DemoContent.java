package dev.headwater.standalone.demo;

import dev.headwater.api.admin.catalog.ChannelOperations;
import dev.headwater.api.admin.catalog.ChannelSettings;
import dev.headwater.api.admin.catalog.DetailSettings;
import dev.headwater.api.admin.catalog.MovieOperations;
import dev.headwater.api.admin.catalog.SeriesOperations;
import dev.headwater.api.admin.catalog.Showing;
import dev.headwater.api.admin.line.LineOperations;
import dev.headwater.api.admin.line.LineSettings;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.Lines;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes, once, what a first start shows: two channels with a guide, two films, a series and a line. Whoever removes them has
 * them removed for good.
 */
public final class DemoContent {
    public static final String LINE = "demo";
    private static final String KNOWN_PASSWORD = "demo";
    private static final int CONNECTIONS = 5;
    private static final String CATEGORY = "Demo";
    private static final String CARD_CHANNEL = "Headwater Test Card";
    private static final String LOOP_CHANNEL = "Headwater Loop";
    private static final String CARD_FILM = "The Test Card";
    private static final String LOOP_FILM = "Gradients";
    private static final String SERIES = "Headwater Shorts";
    private static final List<String> NAMES = List.of(CARD_CHANNEL, LOOP_CHANNEL, CARD_FILM, LOOP_FILM, SERIES);

    private final Lines lines;
    private final LinePasswords passwords;
    private final Catalog catalog;
    private final Operations operations;
    private final DemoGuide guide;

    /** What it is made by. */
    public record Operations(
            ChannelOperations channels, MovieOperations movies, SeriesOperations series, LineOperations lines) {}

    public DemoContent(Lines lines, LinePasswords passwords, Catalog catalog, Operations operations, DemoGuide guide) {
        this.lines = lines;
        this.passwords = passwords;
        this.catalog = catalog;
        this.operations = operations;
        this.guide = guide;
    }

    /** Makes clips, and films of them. */
    public interface Studio {
        /** Makes a clip of a test card. */
        void shoot(Path file, Source card, Duration length) throws Exception;

        /** Returns when the films are ready, or can not be made so. */
        void release(Collection<Integer> films);
    }

    /** A clip that is made once. */
    private enum Clip {
        LOOP("loop.ts", "testcard:gradients", 20),
        CARD("card.ts", "testcard:", 20);

        private final String file;
        private final String card;
        private final Duration length;

        Clip(String file, String card, int seconds) {
            this.file = file;
            this.card = card;
            this.length = Duration.ofSeconds(seconds);
        }

        String source(Path folder) {
            return "file:" + folder.resolve(file).toAbsolutePath();
        }
    }

    /**
     * Makes the demo where none was made before. A start that was cut short is taken up where it ended.
     *
     * @param folder where the clips lie, and the marker that tells that the demo was made
     * @param open whether others than this machine can connect: then the password is none that everybody knows
     */
    public void make(Path folder, boolean open, Studio studio) throws Exception {
        Path marker = folder.resolve("made");
        if (Files.exists(marker) || isInUse()) {
            return;
        }
        Files.createDirectories(folder);
        for (Clip clip : Clip.values()) {
            if (!Files.exists(folder.resolve(clip.file))) {
                studio.shoot(folder.resolve(clip.file), new Source(clip.card), clip.length);
            }
        }
        addChannel(CARD_CHANNEL, "testcard:", Ladder.SMALL.name());
        addChannel(LOOP_CHANNEL, Clip.LOOP.source(folder), null);
        guide.begin(catalog.channels().list());
        studio.release(addFilms(folder));
        if (lines.findByName(LINE).isEmpty()) {
            operations
                    .lines()
                    .add(LineSettings.of(LINE)
                            .withPassword(open ? null : KNOWN_PASSWORD)
                            .withConnections(CONNECTIONS));
        }
        Files.createFile(marker);
    }

    /** Whether there is anything but what the demo itself makes. */
    private boolean isInUse() {
        return catalog.channels().list().stream().map(Channel::name).anyMatch(name -> !NAMES.contains(name))
                || lines.list().stream().anyMatch(line -> !line.name().equals(LINE))
                || !NAMES.containsAll(films().keySet());
    }

    /** Movies and series, by name. */
    private Map<String, Content> films() {
        Map<String, Content> films = new TreeMap<>();
        catalog.movies().forEach(movie -> films.put(movie.name(), movie));
        catalog.series().forEach(series -> films.put(series.name(), series));
        return films;
    }

    private void addChannel(String name, String source, @Nullable String ladder) {
        if (catalog.channels().list().stream()
                .noneMatch(channel -> channel.name().equals(name))) {
            operations
                    .channels()
                    .add(new ChannelOperations.Add(
                            List.of(source), ladder, null, Showing.named(name, CATEGORY), ChannelSettings.DEFAULT));
        }
    }

    private List<Integer> addFilms(Path folder) {
        Map<String, Content> there = films();
        List<Integer> ids = new ArrayList<>();
        ids.add(movie(there.get(LOOP_FILM), LOOP_FILM, Clip.LOOP.source(folder), "Colours come and go."));
        ids.add(movie(there.get(CARD_FILM), CARD_FILM, Clip.CARD.source(folder), "Bars, a clock and a tone."));
        int series = there.get(SERIES) instanceof Series known
                ? known.id()
                : operations
                        .series()
                        .add(new SeriesOperations.Add(
                                Showing.named(SERIES, CATEGORY), DetailSettings.plot("What a test card does all day.")))
                        .id();
        List<Episode> episodes = catalog.series().episodes(series);
        List<String> titles = List.of("Bars", "Gradients", "Bars Again");
        for (int number = 1; number <= titles.size(); number++) {
            Clip clip = number % 2 == 1 ? Clip.CARD : Clip.LOOP;
            ids.add(episode(episodes, series, number, titles.get(number - 1), clip.source(folder)));
        }
        return ids;
    }

    private int movie(@Nullable Content there, String name, String source, String plot) {
        return there != null
                ? there.id()
                : operations
                        .movies()
                        .add(new MovieOperations.Add(
                                source, null, null, null, Showing.named(name, CATEGORY), DetailSettings.plot(plot)))
                        .id();
    }

    private int episode(List<Episode> there, int series, int number, String title, String source) {
        Optional<Integer> known = there.stream()
                .filter(episode -> episode.number() == number)
                .map(Episode::id)
                .findFirst();
        return known.orElseGet(() -> operations
                .series()
                .addEpisode(new SeriesOperations.AddEpisode(
                        Integer.toString(series),
                        source,
                        1,
                        number,
                        title,
                        null,
                        null,
                        null,
                        null,
                        DetailSettings.NONE))
                .id());
    }

    /** Replaces the password everybody knows, where others than this machine can connect from now on. */
    public void closeKnownPassword() {
        Optional<String> known = lines.findByName(LINE)
                .map(line -> line.password())
                .filter(stored -> passwords.matches(KNOWN_PASSWORD, stored))
                .map(stored -> "");
        known.ifPresent(
                generated -> operations.lines().set(LineSettings.of(LINE).withPassword(generated)));
    }
}
