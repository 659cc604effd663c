package dev.headwater.api.imports;

import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.importing.ImportException;
import dev.headwater.core.importing.Imported;
import dev.headwater.core.importing.ImportedCategory;
import dev.headwater.core.importing.ImportedChannel;
import dev.headwater.core.importing.ImportedEpisode;
import dev.headwater.core.importing.ImportedMovie;
import dev.headwater.core.importing.ImportedSeries;
import dev.headwater.core.importing.Notes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares a source with what it brought before, without reading the catalogue: {@link KnownItems} remembers what each
 * thing looked like. Changes nothing.
 */
final class Plan {
    static final int SAMPLES = 10;
    private static final long EVERY = 1000;
    private static final Map<Character, String> LISTS = new TreeMap<>(Map.of(
            Prints.CHANNEL, "channels", Prints.MOVIE, "films", Prints.SERIES, "series", Prints.EPISODE, "episodes"));

    private final KnownItems known;
    private final @Nullable KeptIds kept;
    private final Progress progress;
    private final Prints prints = new Prints();
    private final Notes notes = new Notes();
    private final Map<ContentKind, Map<String, Integer>> categories = new EnumMap<>(ContentKind.class);
    private final List<String> addedNames = new ArrayList<>();
    private final List<String> changedNames = new ArrayList<>();
    private final int before;
    private final Map<Character, Long> beforeByType = new HashMap<>();
    private long read;
    private long added;
    private long changed;
    private long moved;
    private int drawnContent;
    private int drawnSeries;

    /** @param kept null: everything new gets ids of our own */
    private Plan(KnownItems known, @Nullable KeptIds kept, Progress progress) {
        this.known = known;
        this.kept = kept;
        this.progress = progress;
        this.before = known.size();
        known.forEach(at -> beforeByType.merge(known.type(at), 1L, Long::sum));
        for (ContentKind kind : ContentKind.values()) {
            categories.put(kind, new LinkedHashMap<>());
        }
    }

    /** @throws ImportException where the source can not be read to its end, or holds nothing */
    static Plan of(Reading source, KnownItems known, Catalog catalog, @Nullable KeptIds kept, Progress progress) {
        Plan plan = new Plan(known, kept, progress);
        List<Integer> unread = new ArrayList<>();
        source.read(one -> plan.look(one, unread), plan.notes);
        if (plan.read == 0) {
            throw new ImportException("the source holds nothing that can be imported: nothing was changed"
                    + plan.notes.first().stream()
                            .findFirst()
                            .map(note -> " (" + note + ")")
                            .orElse(""));
        }
        plan.keepEpisodesOf(unread, catalog.series());
        plan.keepUnseen(source, catalog);
        return plan;
    }

    private void look(Imported one, List<Integer> unread) {
        read++;
        if (read % EVERY == 0) {
            progress.at("Reading", read, 0);
        }
        char type = Prints.type(one);
        long key = prints.key(type, one.key());
        int at = known.find(key);
        if (at >= 0 && known.is(at, KnownItems.SEEN)) {
            notes.add("'" + one.name() + "' comes twice; the first is taken");
            return;
        }
        if (one instanceof ImportedEpisode episode && !isSeen(episode.series())) {
            notes.add("'" + one.name() + "' is of no series that is there; it is left out");
            return;
        }
        category(one);
        if (at < 0) {
            at = begin(one, type, key);
        } else {
            compare(one, at);
        }
        known.mark(at, KnownItems.SEEN);
        if (one instanceof ImportedSeries series && !series.complete() && known.id(at) > 0) {
            unread.add(known.id(at));
        }
    }

    private boolean isSeen(String series) {
        int at = known.find(prints.key(Prints.SERIES, series));
        return at >= 0 && known.is(at, KnownItems.SEEN);
    }

    private int begin(Imported one, char type, long key) {
        if (known.size() >= KnownItems.MAX) {
            throw new ImportException("the source holds more than " + KnownItems.MAX + " entries: nothing was changed");
        }
        added++;
        sample(addedNames, one);
        int id = kept == null || one.id() == 0 ? 0 : kept.take(type, one.id(), one.name());
        if (id == 0) {
            // Counted down: the ids themselves are drawn at once, when it is known how many.
            id = type == Prints.SERIES ? --drawnSeries : --drawnContent;
        }
        int at = known.add(key, type, id, 0, 0);
        known.mark(at, KnownItems.NEW);
        return at;
    }

    private void compare(Imported one, int at) {
        if (known.print(at) == 0) {
            // An import that ended half way gave it its id.
            added++;
            sample(addedNames, one);
            known.mark(at, KnownItems.CHANGED);
        } else if (known.print(at) != prints.content(one)) {
            changed++;
            sample(changedNames, one);
            known.mark(at, KnownItems.CHANGED);
        } else if (known.position(at) != Prints.position(one)) {
            moved++;
            known.mark(at, KnownItems.MOVED);
        }
    }

    private static void sample(List<String> names, Imported one) {
        if (names.size() < SAMPLES && !(one instanceof ImportedEpisode)) {
            names.add(one.name());
        }
    }

    private void category(Imported one) {
        switch (one) {
            case ImportedChannel channel ->
                category(ContentKind.LIVE, channel.listing().category());
            case ImportedMovie movie ->
                category(ContentKind.MOVIE, movie.listing().category());
            case ImportedSeries series ->
                category(ContentKind.SERIES, series.listing().category());
            case ImportedEpisode episode -> {}
        }
    }

    private void category(ContentKind kind, ImportedCategory category) {
        categories.getOrDefault(kind, Map.of()).putIfAbsent(category.name(), category.id());
    }

    private void keepEpisodesOf(List<Integer> unread, SeriesShelf shelf) {
        if (unread.isEmpty()) {
            return;
        }
        Set<Integer> ids = new HashSet<>();
        for (int series : unread) {
            shelf.episodes(series).forEach(episode -> ids.add(episode.id()));
        }
        known.forEach(at -> {
            if (known.type(at) == Prints.EPISODE && ids.contains(known.id(at))) {
                known.mark(at, KnownItems.KEPT);
            }
        });
    }

    private void keepUnseen(Reading source, Catalog catalog) {
        Set<Integer> series = new HashSet<>();
        known.forEach(at -> {
            if (isGone(at) && isBlindFor(source, catalog, at, series)) {
                known.mark(at, KnownItems.KEPT);
            }
        });
        known.forEach(at -> {
            if (known.type(at) == Prints.SERIES && series.contains(known.id(at))) {
                known.mark(at, KnownItems.KEPT);
            }
        });
    }

    private boolean isBlindFor(Reading source, Catalog catalog, int at, Set<Integer> series) {
        return switch (known.type(at)) {
            case Prints.SERIES -> source.isBlindForSeries();
            case Prints.EPISODE ->
                source.isBlindForSeries()
                        || catalog.series()
                                .episode(known.id(at))
                                .filter(episode ->
                                        source.isBlindFor(episode.source().url()))
                                .map(episode -> series.add(episode.series()))
                                .isPresent();
            case Prints.MOVIE ->
                catalog.movies()
                        .find(known.id(at))
                        .filter(movie -> source.isBlindFor(movie.source().url()))
                        .isPresent();
            default -> false;
        };
    }

    /** Whether the thing that stands there was there before and is no more. */
    boolean isGone(int at) {
        return !known.is(at, KnownItems.SEEN) && !known.is(at, KnownItems.KEPT);
    }

    /** @param catalog tells the names of what vanishes, and where things stand */
    Difference difference(Catalog catalog, Categories stored) {
        Map<Character, Long> removedByType = new HashMap<>();
        List<String> removedNames = new ArrayList<>();
        known.forEach(at -> {
            if (isGone(at)) {
                removedByType.merge(known.type(at), 1L, Long::sum);
                if (removedNames.size() < SAMPLES) {
                    name(catalog, at).ifPresent(removedNames::add);
                }
            }
        });
        long removed =
                removedByType.values().stream().mapToLong(Long::longValue).sum();
        long unchanged = Math.max(0, before - removed - changed - moved);
        return new Difference(
                added,
                changed,
                moved,
                removed,
                unchanged,
                List.copyOf(addedNames),
                List.copyOf(changedNames),
                removedNames,
                kept == null ? 0 : kept.conflicts(),
                kept == null ? List.of() : kept.told(),
                vanishing(removedByType, catalog, stored));
    }

    private List<Vanishing> vanishing(Map<Character, Long> removed, Catalog catalog, Categories stored) {
        List<Vanishing> all = new ArrayList<>();
        LISTS.forEach((type, list) -> {
            if (removed.containsKey(type)) {
                all.add(new Vanishing(list, beforeByType.getOrDefault(type, 0L), removed.getOrDefault(type, 0L)));
            }
        });
        for (ContentKind kind : ContentKind.values()) {
            long left = categoriesLeft(kind, catalog, stored);
            if (left > 0) {
                all.add(new Vanishing("categories of " + LISTS.get(type(kind)), left, left));
            }
        }
        return all;
    }

    /** How many categories lose all that stands in them, because the source names none any more; 0: it names some. */
    private int categoriesLeft(ContentKind kind, Catalog catalog, Categories stored) {
        if (!categories(kind).keySet().equals(Set.of(Category.UNCATEGORIZED))) {
            return 0;
        }
        Set<Integer> left = new HashSet<>();
        known.forEach(at -> {
            if (known.type(at) == type(kind) && known.is(at, KnownItems.CHANGED)) {
                content(catalog, at).ifPresent(one -> left.add(one.category()));
            }
        });
        stored.find(kind, Category.UNCATEGORIZED).ifPresent(none -> left.remove(none.id()));
        return left.size();
    }

    private static char type(ContentKind kind) {
        return switch (kind) {
            case LIVE -> Prints.CHANNEL;
            case MOVIE -> Prints.MOVIE;
            case SERIES -> Prints.SERIES;
        };
    }

    private Optional<String> name(Catalog catalog, int at) {
        return content(catalog, at).map(Content::name);
    }

    private Optional<? extends Content> content(Catalog catalog, int at) {
        return switch (known.type(at)) {
            case Prints.CHANNEL -> catalog.channels().find(known.id(at));
            case Prints.MOVIE -> catalog.movies().find(known.id(at));
            case Prints.SERIES -> catalog.series().find(known.id(at));
            default -> Optional.empty();
        };
    }

    /** How many entries the source has. */
    long read() {
        return read;
    }

    KnownItems known() {
        return known;
    }

    Optional<KeptIds> kept() {
        return Optional.ofNullable(kept);
    }

    Notes notes() {
        return notes;
    }

    /** By name, with the ids they have where they come from. */
    Map<String, Integer> categories(ContentKind kind) {
        return categories.getOrDefault(kind, Map.of());
    }

    /** How many ids of channels, films and episodes are to be drawn. */
    int drawnContent() {
        return -drawnContent;
    }

    int drawnSeries() {
        return -drawnSeries;
    }
}
