package dev.headwater.core.importing;

import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.media.Source;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an M3U playlist holds. An entry is a film or an episode where its path ({@code /movie/}, {@code /series/}), its
 * {@code tvg-type} or its file's extension says so, an episode where its name does too; all else is live. An entry is known
 * again by its kind, name and group, and by its place among those that have these in common: its URL may change.
 */
public final class M3uCatalogue {
    private static final Set<String> FILES =
            Set.of("mp4", "mkv", "avi", "mov", "m4v", "wmv", "flv", "mpg", "mpeg", "webm", "3gp", "ogv", "divx", "vob");
    private static final Set<String> FILM_TYPES = Set.of("movie", "movies", "vod", "film");
    private static final Set<String> SERIES_TYPES = Set.of("series", "serie", "tvshow", "tvshows", "episode");
    private static final Pattern ADULT = Pattern.compile("(?i)(?:^|\\W)(?:xxx|18\\+|\\+18)(?:$|\\W)|^adults?( only)?$");
    private static final String UNNAMED = "Unnamed";
    private static final int MAX_DAYS = 366;

    private final Consumer<Imported> sink;
    private final Notes notes;
    private final KeyCounts keys = new KeyCounts();
    private final Map<String, Group> groups = new HashMap<>();
    private int live;

    private enum Kind {
        LIVE,
        MOVIE,
        SERIES
    }

    private record Group(ImportedCategory category, boolean adult) {}

    private M3uCatalogue(Consumer<Imported> sink, Notes notes) {
        this.sink = sink;
        this.notes = notes;
    }

    /**
     * Shows everything in it, in order.
     *
     * @throws ImportException where it can not be read
     */
    public static void read(InputStream in, Consumer<Imported> sink, Notes notes) {
        M3uReader.read(in, new M3uCatalogue(sink, notes)::entry, notes);
    }

    private void entry(M3uEntry entry) {
        Source source;
        try {
            source = SourceUrls.of(entry.url());
        } catch (IllegalArgumentException e) {
            notes.line(entry.line(), e.getMessage() + "; it is left out");
            return;
        }
        String name = name(entry);
        Group group = groups.computeIfAbsent(entry.group(), M3uCatalogue::group);
        switch (kind(entry, source)) {
            case LIVE -> channel(entry, name, group, source);
            case MOVIE -> movie(entry, name, group, source);
            case SERIES ->
                Titles.episode(name)
                        .ifPresentOrElse(
                                episode -> episode(entry, episode, group, source),
                                () -> movie(entry, name, group, source));
        }
    }

    private void channel(M3uEntry entry, String name, Group group, Source source) {
        live++;
        int number = number(entry.attribute("tvg-chno"), entry.attribute("channel-number"));
        String guideId = entry.attribute("tvg-id");
        sink.accept(new ImportedChannel(
                listing(key("live", group, name), name, entry, group),
                number > 0 ? number : live,
                guideId.isEmpty() ? null : Texts.clean(guideId, Listed.MAX_NAME),
                Math.min(MAX_DAYS, archiveDays(entry)),
                entry.attribute("radio").equalsIgnoreCase("true"),
                source));
    }

    private static int archiveDays(M3uEntry entry) {
        return number(entry.attribute("catchup-days"), entry.attribute("tvg-rec"), entry.attribute("timeshift"));
    }

    private void movie(M3uEntry entry, String name, Group group, Source source) {
        sink.accept(new ImportedMovie(listing(key("movie", group, name), name, entry, group), Details.NONE, source));
    }

    private void episode(M3uEntry entry, Titles.EpisodeName episode, Group group, Source source) {
        String show = episode.show().isBlank() ? group.category().name() : episode.show();
        String title = episode.year() == 0 ? show : show + " (" + episode.year() + ")";
        String series = "series\n" + title.toLowerCase(Locale.ROOT);
        if (keys.add(series) == 1) {
            sink.accept(new ImportedSeries(listing(series, title, entry, group), Details.NONE, List.of(), true));
        }
        String key = counted(series + "\n" + episode.season() + "x" + episode.number());
        String name = episode.title().isBlank() ? "Episode " + episode.number() : episode.title();
        sink.accept(new ImportedEpisode(
                key,
                0,
                series,
                episode.season(),
                episode.number(),
                name,
                image(entry.attribute("tvg-logo")),
                Details.NONE,
                source));
    }

    private static ImportedListing listing(String key, String name, M3uEntry entry, Group group) {
        String censored = entry.attribute("censored");
        boolean adult = group.adult() || censored.equals("1") || censored.equalsIgnoreCase("true");
        return new ImportedListing(key, 0, name, group.category(), image(entry.attribute("tvg-logo")), adult);
    }

    private String key(String kind, Group group, String name) {
        return counted(kind + "\n" + group.category().name() + "\n" + name);
    }

    /** The same, or, where it was there before, with its number. */
    private String counted(String key) {
        int count = keys.add(key);
        return count == 1 ? key : key + "\n" + count;
    }

    private static String name(M3uEntry entry) {
        String shown = entry.name().isBlank() ? entry.attribute("tvg-name") : entry.name();
        String named = Texts.clean(shown.isBlank() ? entry.attribute("tvg-id") : shown, Listed.MAX_NAME);
        return named.isBlank() ? UNNAMED : named;
    }

    private static Group group(String text) {
        String name = Texts.clean(text, Category.MAX_NAME);
        return new Group(
                new ImportedCategory(0, name.isBlank() ? Category.UNCATEGORIZED : name),
                ADULT.matcher(name).find());
    }

    static @Nullable String image(String url) {
        boolean usable =
                url.length() < Source.MAX_LENGTH - 48 && (url.startsWith("http://") || url.startsWith("https://"));
        return usable && url.indexOf(' ') < 0 ? url : null;
    }

    private static Kind kind(M3uEntry entry, Source source) {
        String type = (entry.attribute("tvg-type").isEmpty() ? entry.attribute("type") : entry.attribute("tvg-type"))
                .toLowerCase(Locale.ROOT);
        String url = source.url();
        if (url.contains("/series/") || SERIES_TYPES.contains(type)) {
            return Kind.SERIES;
        }
        if (url.contains("/live/") || type.equals("live")) {
            return Kind.LIVE;
        }
        boolean film = url.contains("/movie/")
                || FILM_TYPES.contains(type)
                || extension(url).filter(FILES::contains).isPresent();
        if (!film) {
            return Kind.LIVE;
        }
        return Titles.episode(entry.name()).isPresent() ? Kind.SERIES : Kind.MOVIE;
    }

    private static Optional<String> extension(String url) {
        int end = url.length();
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) == '?' || url.charAt(i) == '#') {
                end = i;
                break;
            }
        }
        int dot = url.lastIndexOf('.', end - 1);
        return dot < 0 || end - dot > 6 || url.lastIndexOf('/', end - 1) > dot
                ? Optional.empty()
                : Optional.of(url.substring(dot + 1, end).toLowerCase(Locale.ROOT));
    }

    /** The first that is one; 0: none is. */
    private static int number(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty() && text.length() < 8 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Integer.parseInt(text);
            }
        }
        return 0;
    }
}
