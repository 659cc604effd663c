package dev.headwater.api.imports;

import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.importing.Imported;
import dev.headwater.core.importing.ImportedChannel;
import dev.headwater.core.importing.ImportedEpisode;
import dev.headwater.core.importing.ImportedListing;
import dev.headwater.core.importing.ImportedMovie;
import dev.headwater.core.importing.ImportedSeries;
import dev.headwater.core.importing.Notes;
import dev.headwater.core.vod.Assets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes what a plan found. First the ids of what is new are remembered, then the content is written, then what it looks
 * like is remembered: one that ends anywhere is run again and comes to the same end.
 */
final class Applier {
    /** Rows of a transaction: no other writer waits for longer than they take. */
    private static final int BATCH = 500;

    private static final int BATCHES_AT_ONCE = 3;
    private static final int SINGLE_AT_ONCE = 64;

    private final Catalog catalog;
    private final Categories categories;
    private final Assets assets;
    private final ImportIds ids;
    private final ImportStore store;
    private final Progress progress;
    private final Prints prints = new Prints();
    private final Map<ContentKind, Map<String, Integer>> categoryIds = new EnumMap<>(ContentKind.class);
    private final Map<ContentKind, List<Integer>> loose = new EnumMap<>(ContentKind.class);
    private final Set<Integer> touchedSeries = ConcurrentHashMap.newKeySet();
    private final Set<Integer> writtenSeries = ConcurrentHashMap.newKeySet();

    /** Where ids are drawn from. */
    record ImportIds(IdSequence content, IdSequence series) {}

    Applier(
            Catalog catalog,
            Categories categories,
            Assets assets,
            ImportIds ids,
            ImportStore store,
            Progress progress) {
        this.catalog = catalog;
        this.categories = categories;
        this.assets = assets;
        this.ids = ids;
        this.store = store;
        this.progress = progress;
    }

    void apply(String name, Plan plan, Reading source, Instant now) {
        KnownItems known = plan.known();
        makeCategories(plan);
        drawIds(plan);
        store.save(name, known);
        write(plan, source, now);
        remove(plan);
        touchSeries(now);
        store.save(name, known);
    }

    /** Ids of the categories that the source has, without the one of what has none. */
    Set<Integer> categories() {
        Set<Integer> all = new HashSet<>();
        categoryIds
                .values()
                .forEach(byName -> byName.forEach((name, id) -> {
                    if (!name.equals(Category.UNCATEGORIZED)) {
                        all.add(id);
                    }
                }));
        return all;
    }

    /** Ids of what the source gives no category. */
    Map<ContentKind, List<Integer>> loose() {
        return loose;
    }

    private void noteLoose(Imported one, int id) {
        switch (one) {
            case ImportedChannel c -> noteLoose(ContentKind.LIVE, c.listing(), id);
            case ImportedMovie m -> noteLoose(ContentKind.MOVIE, m.listing(), id);
            case ImportedSeries s -> noteLoose(ContentKind.SERIES, s.listing(), id);
            case ImportedEpisode e -> {}
        }
    }

    private void noteLoose(ContentKind kind, ImportedListing listing, int id) {
        if (listing.category().name().equals(Category.UNCATEGORIZED)) {
            loose.computeIfAbsent(kind, any -> new ArrayList<>()).add(id);
        }
    }

    private void makeCategories(Plan plan) {
        for (ContentKind kind : ContentKind.values()) {
            Map<String, Integer> byName = new ConcurrentHashMap<>();
            categories.list(kind).forEach(category -> byName.put(category.name(), category.id()));
            Map<String, Integer> missing = new HashMap<>();
            List<String> drawn = new ArrayList<>();
            plan.categories(kind).forEach((name, sourceId) -> {
                if (!byName.containsKey(name)) {
                    int kept = plan.kept()
                            .map(k -> sourceId == 0 ? 0 : k.takeCategory(sourceId, name))
                            .orElse(0);
                    if (kept == 0) {
                        drawn.add(name);
                    } else {
                        missing.put(name, kept);
                    }
                }
            });
            plan.kept()
                    .filter(k -> k.highestCategory() > 0)
                    .ifPresent(k -> categories.ids().jumpPast(k.highestCategory()));
            int first = drawn.isEmpty() ? 0 : categories.ids().next(drawn.size());
            for (int i = 0; i < drawn.size(); i++) {
                missing.put(drawn.get(i), first + i);
            }
            Together.forEach(missing.entrySet(), SINGLE_AT_ONCE, entry -> {
                Category made = categories.named(kind, entry.getKey(), entry.getValue());
                byName.put(made.name(), made.id());
            });
            byName.keySet().retainAll(plan.categories(kind).keySet());
            categoryIds.put(kind, byName);
        }
    }

    private void drawIds(Plan plan) {
        plan.kept().ifPresent(kept -> {
            if (kept.highestContent() > 0) {
                ids.content().jumpPast(kept.highestContent());
            }
            if (kept.highestSeries() > 0) {
                ids.series().jumpPast(kept.highestSeries());
            }
        });
        int content = plan.drawnContent() == 0 ? 0 : ids.content().next(plan.drawnContent());
        int series = plan.drawnSeries() == 0 ? 0 : ids.series().next(plan.drawnSeries());
        KnownItems known = plan.known();
        known.forEach(at -> {
            if (known.is(at, KnownItems.NEW)) {
                int id = known.id(at);
                int first = known.type(at) == Prints.SERIES ? series : content;
                known.setId(at, id > 0 ? id : first - id - 1);
            }
        });
    }

    private void write(Plan plan, Reading source, Instant now) {
        KnownItems known = plan.known();
        Shelving shelving = new Shelving(catalog, now);
        List<Shelving.Placed> batch = new ArrayList<>(BATCH);
        long[] done = new long[1];
        try (Together together = new Together(BATCHES_AT_ONCE)) {
            source.read(
                    one -> {
                        done[0]++;
                        int at = known.find(prints.key(Prints.type(one), one.key()));
                        if (at < 0 || known.is(at, KnownItems.APPLIED)) {
                            return;
                        }
                        known.mark(at, KnownItems.APPLIED);
                        noteLoose(one, known.id(at));
                        boolean isNew = known.is(at, KnownItems.NEW);
                        if (isNew || known.is(at, KnownItems.CHANGED) || known.is(at, KnownItems.MOVED)) {
                            batch.add(placed(one, known, at, isNew));
                            known.set(at, prints.content(one), Prints.position(one));
                        }
                        if (batch.size() == BATCH) {
                            flush(together, shelving, batch);
                            progress.at("Importing", done[0], plan.read());
                        }
                    },
                    new Notes());
            flush(together, shelving, batch);
            together.await();
        }
        progress.at("Importing", plan.read(), plan.read());
    }

    private Shelving.Placed placed(Imported one, KnownItems known, int at, boolean isNew) {
        int place = switch (one) {
            case ImportedChannel c ->
                category(ContentKind.LIVE, c.listing().category().name());
            case ImportedMovie m ->
                category(ContentKind.MOVIE, m.listing().category().name());
            case ImportedSeries s -> {
                writtenSeries.add(known.id(at));
                yield category(ContentKind.SERIES, s.listing().category().name());
            }
            case ImportedEpisode e -> {
                int series = known.id(known.find(prints.key(Prints.SERIES, e.series())));
                touchedSeries.add(series);
                yield series;
            }
        };
        boolean movedOnly = !isNew && !known.is(at, KnownItems.CHANGED);
        return new Shelving.Placed(one, known.id(at), place, isNew, movedOnly);
    }

    private int category(ContentKind kind, String name) {
        Integer id = categoryIds.getOrDefault(kind, Map.of()).get(name);
        if (id == null) {
            throw new IllegalStateException("a category came up at the second reading only");
        }
        return id;
    }

    private static void flush(Together together, Shelving shelving, List<Shelving.Placed> batch) {
        if (!batch.isEmpty()) {
            List<Shelving.Placed> full = List.copyOf(batch);
            together.run(() -> shelving.write(full));
            batch.clear();
        }
    }

    private void remove(Plan plan) {
        KnownItems known = plan.known();
        List<Integer> gone = new ArrayList<>();
        known.forEach(at -> {
            if (plan.isGone(at)) {
                gone.add(at);
            }
        });
        if (gone.isEmpty()) {
            return;
        }
        progress.at("Removing", 0, gone.size());
        AtomicLong done = new AtomicLong();
        // Its own episodes go before a series, each with what was made of it: what is left then is somebody else's.
        Together.forEach(
                gone.stream().filter(at -> known.type(at) != Prints.SERIES).toList(), SINGLE_AT_ONCE, at -> {
                    removeOne(known.type(at), known.id(at));
                    progress.at("Removing", done.incrementAndGet(), gone.size());
                });
        Together.forEach(
                gone.stream().filter(at -> known.type(at) == Prints.SERIES).toList(), SINGLE_AT_ONCE, at -> {
                    removeSeries(known.id(at), plan.notes());
                    progress.at("Removing", done.incrementAndGet(), gone.size());
                });
        gone.forEach(at -> known.mark(at, KnownItems.GONE));
    }

    private void removeSeries(int id, Notes notes) {
        int others = catalog.series().episodes(id).size();
        if (others == 0) {
            catalog.series().delete(id);
            return;
        }
        synchronized (notes) {
            notes.add("series " + id + " is gone at the source and stays here: " + others
                    + " episodes of it are not of this source");
        }
    }

    private void removeOne(char type, int id) {
        switch (type) {
            case Prints.CHANNEL -> catalog.channels().delete(id);
            case Prints.MOVIE -> catalog.movies().delete(id);
            default -> {
                catalog.series().episode(id).ifPresent(episode -> touchedSeries.add(episode.series()));
                catalog.series().deleteEpisode(id);
            }
        }
        if (type != Prints.CHANNEL && assets.find(id).isPresent()) {
            assets.delete(id);
        }
    }

    /** A series is as new as its newest episode. */
    private void touchSeries(Instant now) {
        touchedSeries.removeAll(writtenSeries);
        Together.forEach(
                touchedSeries,
                SINGLE_AT_ONCE,
                id -> catalog.series()
                        .find(id)
                        .ifPresent(series -> catalog.series().save(series.modified(now))));
    }
}
