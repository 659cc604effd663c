package dev.headwater.api.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.importing.ImportException;
import dev.headwater.core.importing.Imported;
import dev.headwater.core.importing.ImportedCategory;
import dev.headwater.core.importing.ImportedChannel;
import dev.headwater.core.importing.ImportedEpisode;
import dev.headwater.core.importing.ImportedListing;
import dev.headwater.core.importing.ImportedMovie;
import dev.headwater.core.importing.ImportedSeries;
import dev.headwater.core.importing.Notes;
import dev.headwater.core.importing.SourceUrls;
import dev.headwater.core.importing.Texts;
import dev.headwater.core.media.Source;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the lists of an {@link XtreamAccount} hold. A thing is known again by its id there. */
final class XtreamReading implements Reading {
    private static final int MAX_EPISODE = 99_999;
    private static final int MAX_CATEGORIES = 10_000;
    private static final int MAX_DAYS = 366;
    private static final int MAX_BACKDROPS = 20;

    private final Lists lists;
    private final String base;
    private final String credentials;
    private final Set<Integer> unread;

    /** The files that answers lie in. */
    record Lists(
            Path liveCategories,
            Path vodCategories,
            Path seriesCategories,
            Path live,
            Path vod,
            Path series,
            Path episodes) {}

    /**
     * What was fetched.
     *
     * @param credentials as they stand in the paths of streams
     * @param unread ids of series whose episodes could not be had
     */
    XtreamReading(Lists lists, String base, String credentials, Set<Integer> unread) {
        this.lists = lists;
        this.base = base;
        this.credentials = credentials;
        this.unread = unread;
    }

    @Override
    public void read(Consumer<Imported> sink, Notes notes) {
        if (!unread.isEmpty()) {
            notes.add("the panel tells nothing of " + unread.size() + " series: the episodes known of them stay");
        }
        Map<Integer, String> names = categories(lists.liveCategories(), notes);
        XtreamJson.forEach(lists.live(), "its list of channels", notes, row -> live(row, names, sink, notes));
        Map<Integer, String> vodNames = categories(lists.vodCategories(), notes);
        XtreamJson.forEach(lists.vod(), "its list of films", notes, row -> movie(row, vodNames, sink, notes));
        Map<Integer, String> seriesNames = categories(lists.seriesCategories(), notes);
        Set<Integer> listed = new HashSet<>();
        XtreamJson.forEach(
                lists.series(), "its list of series", notes, row -> series(row, seriesNames, sink, notes, listed));
        XtreamJson.Lines.read(lists.episodes(), (answer, series) -> {
            if (listed.contains(series)) {
                episodes(answer, series, sink, notes);
            }
        });
    }

    @Override
    public boolean isBlindForSeries() {
        return unread.size() >= XtreamAccount.MAX_FAILURES;
    }

    private static Map<Integer, String> categories(Path file, Notes notes) {
        Map<Integer, String> names = new HashMap<>();
        XtreamJson.forEach(file, "its list of categories", notes, row -> {
            String name = Texts.clean(Loose.text(row, "category_name"), Category.MAX_NAME);
            int id = Loose.number(row.path("category_id"), 0);
            if (!name.isBlank() && id != 0) {
                names.put(id, name);
            }
            if (names.size() > MAX_CATEGORIES) {
                throw new ImportException(
                        "the panel has more than " + MAX_CATEGORIES + " categories: nothing was changed");
            }
        });
        return names;
    }

    private void live(JsonNode row, Map<Integer, String> names, Consumer<Imported> sink, Notes notes) {
        int id = Loose.number(row.path("stream_id"), 0);
        String guideId = Loose.text(row, "epg_channel_id");
        boolean keeps = Loose.number(row.path("tv_archive"), 0) == 1;
        source("live", id, "ts", notes)
                .flatMap(source -> made(
                        "live",
                        id,
                        notes,
                        () -> new ImportedChannel(
                                listing("live:" + id, id, row, names, "stream_icon"),
                                Math.max(0, Loose.number(row.path("num"), 0)),
                                guideId.isEmpty() ? null : Texts.clean(guideId, Listed.MAX_NAME),
                                keeps ? Math.clamp(Loose.number(row.path("tv_archive_duration"), 0), 0, MAX_DAYS) : 0,
                                Loose.text(row, "stream_type").startsWith("radio"),
                                source)))
                .ifPresent(sink);
    }

    private void movie(JsonNode row, Map<Integer, String> names, Consumer<Imported> sink, Notes notes) {
        int id = Loose.number(row.path("stream_id"), 0);
        source("movie", id, extension(row), notes)
                .flatMap(source -> made(
                        "movie",
                        id,
                        notes,
                        () -> new ImportedMovie(
                                listing("movie:" + id, id, row, names, "stream_icon", "cover"), details(row), source)))
                .ifPresent(sink);
    }

    private void series(
            JsonNode row, Map<Integer, String> names, Consumer<Imported> sink, Notes notes, Set<Integer> listed) {
        int id = Loose.number(row.path("series_id"), 0);
        if (id <= 0) {
            notes.add("a series without a number is left out");
            return;
        }
        listed.add(id);
        made(
                        "series",
                        id,
                        notes,
                        () -> new ImportedSeries(
                                listing("series:" + id, id, row, names, "cover", "stream_icon"),
                                details(row),
                                List.of(),
                                !unread.contains(id)))
                .ifPresent(sink);
    }

    private void episodes(JsonNode answer, int series, Consumer<Imported> sink, Notes notes) {
        answer.path("episodes").forEach(season -> {
            // Most panels: an object of seasons, each a list; some: a list of lists, or one flat list.
            if (season.isArray()) {
                season.forEach(episode -> episode(episode, series, sink, notes));
            } else if (season.has("id")) {
                episode(season, series, sink, notes);
            }
        });
    }

    private void episode(JsonNode row, int series, Consumer<Imported> sink, Notes notes) {
        int id = Loose.number(row.path("id"), 0);
        int number = Math.clamp(Loose.number(row.path("episode_num"), 0), 0, MAX_EPISODE);
        String title = Texts.clean(Loose.text(row, "title"), Listed.MAX_NAME);
        JsonNode info = row.path("info");
        source("series", id, extension(row), notes)
                .flatMap(source -> made(
                        "series",
                        id,
                        notes,
                        () -> new ImportedEpisode(
                                "episode:" + id,
                                id,
                                "series:" + series,
                                Math.clamp(Loose.number(row.path("season"), 1), 0, MAX_EPISODE),
                                number,
                                title.isEmpty() ? "Episode " + number : title,
                                Loose.image(info, "movie_image", "cover_big"),
                                details(info),
                                source)))
                .ifPresent(sink);
    }

    private Optional<Source> source(String kind, int id, String extension, Notes notes) {
        if (id <= 0) {
            notes.add("an entry of kind " + kind + " without a number is left out");
            return Optional.empty();
        }
        return made(
                kind,
                id,
                notes,
                () -> SourceUrls.of(base + "/" + kind + "/" + credentials + "/" + id + "." + extension));
    }

    /** One that is no good is left out; what the fault says may quote what is secret. */
    private static <T> Optional<T> made(String kind, int id, Notes notes, Supplier<T> row) {
        try {
            return Optional.of(row.get());
        } catch (IllegalArgumentException | ArithmeticException e) {
            notes.add("the entry " + id + " of kind " + kind + " can not be taken over; it is left out");
            return Optional.empty();
        }
    }

    private static String extension(JsonNode row) {
        String extension = Loose.text(row, "container_extension");
        return extension.matches("[A-Za-z0-9]{1,8}") ? extension : "mp4";
    }

    private static ImportedListing listing(
            String key, int id, JsonNode row, Map<Integer, String> names, String... images) {
        String name = Texts.clean(Loose.text(row, "name", "title"), Listed.MAX_NAME);
        int category = Loose.number(row.path("category_id"), 0);
        if (category == 0) {
            category = Loose.number(row.path("category_ids").path(0), 0);
        }
        String categoryName = names.get(category);
        return new ImportedListing(
                key,
                id,
                name.isBlank() ? "Unnamed" : name,
                categoryName == null
                        ? new ImportedCategory(0, Category.UNCATEGORIZED)
                        : new ImportedCategory(category, categoryName),
                Loose.image(row, images),
                Loose.number(row.path("is_adult"), 0) == 1);
    }

    private static Details details(JsonNode row) {
        int minutes = Math.clamp(Loose.number(row.path("episode_run_time"), 0), 0, 100_000);
        return new Details(
                Loose.text(row, "plot", "description"),
                Loose.text(row, "cast", "actors"),
                Loose.text(row, "director"),
                Loose.text(row, "genre"),
                Loose.text(row, "country"),
                Loose.text(row, "age", "mpaa_rating"),
                Loose.text(row, "youtube_trailer", "trailer"),
                Loose.date(row, "release_date", "releaseDate", "releasedate", "air_date"),
                Loose.rating(row, "rating"),
                Loose.images(row.path("backdrop_path"), MAX_BACKDROPS),
                Math.max(0, Loose.number(row.path("tmdb_id"), Loose.number(row.path("tmdb"), 0))),
                Loose.text(row, "imdb_id"),
                Math.max(0, Loose.number(row.path("duration_secs"), minutes * 60)));
    }
}
