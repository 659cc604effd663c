package dev.headwater.api.imports;

import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.ContentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a bouquet what was imported: categories as a whole, and one by one what stands in none, since other things
 * without a category come to stand beside it.
 */
final class BouquetFill {
    private static final int NAMED = 20;

    private final Bouquets bouquets;
    private final String name;

    BouquetFill(Bouquets bouquets, String name) {
        this.bouquets = bouquets;
        this.name = name;
    }

    /** What the bouquet gets along with the import: categories that are there already. */
    Optional<String> note(Plan plan, Categories categories) {
        List<String> there = new ArrayList<>();
        Optional<Bouquet> held = held();
        for (ContentKind kind : ContentKind.values()) {
            Set<String> imported = plan.categories(kind).keySet();
            categories.list(kind).stream()
                    .filter(category -> imported.contains(category.name()))
                    .filter(category -> !category.name().equals(Category.UNCATEGORIZED))
                    .filter(category -> held.filter(b -> b.categories().contains(category.id()))
                            .isEmpty())
                    .forEach(category -> there.add(category.name()));
        }
        if (there.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("the bouquet '" + name + "' gets " + there.size()
                + " categories that are there already, with all that stands in them: "
                + String.join(", ", there.stream().limit(NAMED).toList()) + (there.size() > NAMED ? ", …" : ""));
    }

    /**
     * Fills it.
     *
     * @param loose ids of what stands in no category
     * @return how many of them found no room
     */
    int fill(Set<Integer> categories, Map<ContentKind, List<Integer>> loose, Catalog catalog) {
        bouquets.addCategories(name, categories);
        Bouquet held = held().orElseGet(() -> Bouquet.empty(name));
        int room = Bouquet.MAX_SINGLE
                - held.categories().size()
                - held.content().size()
                - held.series().size();
        List<Content> added = new ArrayList<>();
        int left = 0;
        for (Map.Entry<ContentKind, List<Integer>> ofKind : loose.entrySet()) {
            boolean isSeries = ofKind.getKey() == ContentKind.SERIES;
            for (int id : ofKind.getValue()) {
                if ((isSeries ? held.series() : held.content()).contains(id)) {
                    continue;
                }
                if (added.size() < room) {
                    find(catalog, ofKind.getKey(), id).ifPresent(added::add);
                } else {
                    left++;
                }
            }
        }
        if (!added.isEmpty()) {
            bouquets.add(name, added);
        }
        return left;
    }

    private Optional<Bouquet> held() {
        return bouquets.current(List.of(name)).stream().findFirst();
    }

    private static Optional<? extends Content> find(Catalog catalog, ContentKind kind, int id) {
        return switch (kind) {
            case LIVE -> catalog.channels().find(id);
            case MOVIE -> catalog.movies().find(id);
            case SERIES -> catalog.series().find(id);
        };
    }
}
