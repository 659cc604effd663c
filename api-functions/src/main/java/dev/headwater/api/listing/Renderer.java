package dev.headwater.api.listing;

import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Episode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Renders packs. The one place that reads whole scopes; it holds rows of bytes, never content. */
final class Renderer {
    /** Groups of playlist entries: heard alone, with attributes, or both. */
    private static final int RADIO = 1;

    private static final int PLUS = 2;

    private final Catalog catalog;
    private final Categories categories;
    private final Path folder;

    /** @param folder for files that are gone when a rendering ends */
    Renderer(Catalog catalog, Categories categories, Path folder) {
        this.catalog = catalog;
        this.categories = categories;
        this.folder = folder;
    }

    /**
     * What came of a rendering besides its documents.
     *
     * @param validUntil when rights next open or end; null: never
     * @param countries every country that rights name
     */
    record Noticed(@Nullable Instant validUntil, Set<String> countries) {}

    Noticed render(PackKey key, Sight sight, Instant now, PackWriter out) throws IOException {
        Reading reading = new Reading(sight, now, categories, key.scope().kind());
        try (Rows rows = new Rows(folder)) {
            switch (key.form()) {
                case JSON -> json(key.scope(), reading, rows, out);
                case PANEL -> panel(key.scope(), reading, rows, out);
                case M3U -> m3u(key.scope(), reading, rows, out);
                case ENIGMA -> enigma(key.scope(), reading, rows, out);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Noticed(reading.validUntil(), Set.copyOf(reading.countries()));
    }

    private void json(Scope scope, Reading reading, Rows rows, PackWriter out) throws IOException {
        try (JsonRows json = new JsonRows(rows.out())) {
            forEach(scope, reading, (content, category) -> {
                json.write(content, category, false);
                rows.end(position(content), content.id(), category.id(), JsonRows.OPEN);
            });
        }
        int[] all = rows.all();
        list(rows, all, Documents.ROWS, out);
        rows.byGroup(all, (category, members) -> list(rows, members, Documents.rows(OptionalInt.of(category)), out));
        try (Rows used = new Rows(folder);
                JsonRows json = new JsonRows(used.out())) {
            for (Category category : reading.used()) {
                json.write(category);
                used.end(0, 0, 0, 0);
            }
            out.begin();
            out.write('[');
            String comma = "";
            for (int row : used.all()) {
                out.write(comma);
                used.copy(row, out);
                comma = ",";
            }
            out.write(']');
            out.end(Documents.CATEGORIES);
        }
    }

    private static void list(Rows rows, int[] members, String name, PackWriter out) throws IOException {
        out.begin();
        out.write('[');
        numbered(rows, members, out);
        out.write(']');
        out.end(name);
    }

    /** {@code num} is a row's place in the very list. */
    private static void numbered(Rows rows, int[] members, PackWriter out) throws IOException {
        for (int i = 0; i < members.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            rows.copy(members[i], out);
            out.write(",\"num\":" + (i + 1) + "}");
        }
    }

    private void panel(Scope scope, Reading reading, Rows rows, PackWriter out) throws IOException {
        try (JsonRows json = new JsonRows(rows.out())) {
            forEach(scope, reading, (content, category) -> {
                rows.write("\"" + content.id() + "\":");
                json.write(content, category, true);
                rows.end(position(content), content.id(), category.id(), JsonRows.OPEN);
            });
        }
        out.begin();
        numbered(rows, rows.all(), out);
        out.end(Documents.ROWS);
    }

    private void m3u(Scope scope, Reading reading, Rows rows, PackWriter out) throws IOException {
        if (scope == Scope.SERIES) {
            episodes(reading, rows);
        } else {
            forEach(scope, reading, (content, category) -> {
                int radio = content instanceof Channel channel && channel.radio() ? RADIO : 0;
                rows.write(M3uEntries.of(content, category, false));
                rows.end(position(content), content.id(), radio, 0);
                rows.write(M3uEntries.of(content, category, true));
                rows.end(position(content), content.id(), PLUS + radio, 0);
            });
        }
        int[] all = rows.all();
        for (int plus : new int[] {0, PLUS}) {
            String prefix = plus == PLUS ? Documents.PLUS : "";
            entries(rows, all, Set.of(plus, plus + RADIO), prefix + Documents.ENTRIES, out);
            if (IntStream.of(all).anyMatch(row -> rows.group(row) == plus + RADIO)) {
                entries(rows, all, Set.of(plus), prefix + Documents.SEEN_ENTRIES, out);
                entries(rows, all, Set.of(plus + RADIO), prefix + Documents.RADIO_ENTRIES, out);
            }
        }
    }

    private static void entries(Rows rows, int[] all, Set<Integer> groups, String name, PackWriter out)
            throws IOException {
        out.begin();
        for (int row : all) {
            if (groups.contains(rows.group(row))) {
                rows.copy(row, out);
            }
        }
        out.end(name);
    }

    private void episodes(Reading reading, Rows rows) throws IOException {
        record Shown(String name, @Nullable String image, String category) {}
        Map<Integer, Shown> shown = new HashMap<>();
        forEach(
                Scope.SERIES,
                reading,
                (series, category) -> shown.put(
                        series.id(), new Shown(series.name(), series.listed().image(), category.name())));
        Consumer<Episode> write = episode -> {
            Shown series = shown.get(episode.series());
            if (series != null && reading.shows(episode)) {
                try {
                    rows.write(M3uEntries.of(episode, series.name(), series.image(), series.category(), false));
                    rows.end(0, 0, 0, 0);
                    rows.write(M3uEntries.of(episode, series.name(), series.image(), series.category(), true));
                    rows.end(0, 0, PLUS, 0);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        catalog.series().forEachEpisode(write);
    }

    private void enigma(Scope scope, Reading reading, Rows rows, PackWriter out) throws IOException {
        forEach(scope, reading, (content, category) -> {
            rows.write(EnigmaItems.of(content, category));
            rows.end(position(content), content.id(), category.id(), 0);
        });
        int[] all = rows.all();
        items(rows, all, Documents.ROWS, out);
        rows.byGroup(all, (category, members) -> items(rows, members, Documents.rows(OptionalInt.of(category)), out));
        out.begin();
        for (Category category : reading.used()) {
            out.write(EnigmaItems.of(scope, category));
        }
        out.end(Documents.CATEGORIES);
    }

    private static void items(Rows rows, int[] members, String name, PackWriter out) throws IOException {
        out.begin();
        for (int row : members) {
            rows.copy(row, out);
        }
        out.end(name);
    }

    /** What is done with content the audience sees. */
    @FunctionalInterface
    private interface Show {
        void show(Content content, Category category) throws IOException;
    }

    private void forEach(Scope scope, Reading reading, Show action) {
        Consumer<Content> look = content -> {
            Category category = reading.place(content);
            if (category != null) {
                try {
                    action.show(content, category);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        switch (scope) {
            case LIVE -> catalog.channels().forEach(look::accept);
            case MOVIE -> catalog.movies().forEach(look::accept);
            case SERIES -> catalog.series().forEach(look::accept);
        }
    }

    private static int position(Content content) {
        return content instanceof Channel channel ? channel.position() : 0;
    }
}
