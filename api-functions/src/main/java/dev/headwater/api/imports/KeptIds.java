package dev.headwater.api.imports;

import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.vod.Assets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives things the ids they have where they come from, where nothing has them here, so that apps find their favourites
 * again. Channels, films and episodes share their ids here, which not every panel holds to.
 */
final class KeptIds {
    /** Above it too few would be left for what comes later. */
    static final int HIGHEST = 2_000_000_000;

    private static final int TOLD = 20;

    private final Assets assets;
    private final Set<Integer> content = new HashSet<>();
    private final Set<Integer> series = new HashSet<>();
    private final Set<Integer> categories = new HashSet<>();
    private final List<String> told = new ArrayList<>();
    private long conflicts;
    private int highestContent;
    private int highestSeries;
    private int highestCategory;

    KeptIds(Catalog catalog, Categories categories, Assets assets) {
        this.assets = assets;
        content.addAll(assets.toSweep());
        catalog.channels().forEach(channel -> content.add(channel.id()));
        catalog.movies().forEach(movie -> content.add(movie.id()));
        catalog.series().forEachEpisode(episode -> content.add(episode.id()));
        catalog.series().forEach(one -> series.add(one.id()));
        for (ContentKind kind : ContentKind.values()) {
            categories.list(kind).forEach(category -> this.categories.add(category.id()));
        }
    }

    /** Ids of content whose objects may still lie there. */
    void reserve(Collection<Integer> used) {
        content.addAll(used);
    }

    /** Ids that an import gave, whether or not it came to write what they are of. */
    void reserve(KnownItems known) {
        known.forEach(at -> (known.type(at) == Prints.SERIES ? series : content).add(known.id(at)));
    }

    /** The id, which is then taken; 0: it can not be kept. */
    int take(char type, int id, String name) {
        boolean isSeries = type == Prints.SERIES;
        // An asset outlives what it was made for, and what it is of now would be played from it.
        if (!isSeries && id > 0 && assets.find(id).isPresent()) {
            content.add(id);
        }
        if (!isFree(isSeries ? series : content, id, isSeries ? "series" : "stream", name)) {
            return 0;
        }
        if (isSeries) {
            highestSeries = Math.max(highestSeries, id);
        } else {
            highestContent = Math.max(highestContent, id);
        }
        return id;
    }

    /** The same of a category. */
    int takeCategory(int id, String name) {
        if (!isFree(categories, id, "category", name)) {
            return 0;
        }
        highestCategory = Math.max(highestCategory, id);
        return id;
    }

    private boolean isFree(Set<Integer> taken, int id, String what, String name) {
        boolean fits = id > 0 && id <= HIGHEST;
        if (fits && taken.add(id)) {
            return true;
        }
        conflicts++;
        if (told.size() < TOLD) {
            told.add(what + " " + id + " (" + name + "): the id is " + (fits ? "taken" : "none that can be kept"));
        }
        return false;
    }

    int highestContent() {
        return highestContent;
    }

    int highestSeries() {
        return highestSeries;
    }

    int highestCategory() {
        return highestCategory;
    }

    long conflicts() {
        return conflicts;
    }

    List<String> told() {
        return List.copyOf(told);
    }
}
