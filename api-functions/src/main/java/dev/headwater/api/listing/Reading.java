package dev.headwater.api.listing;

import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Rights;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One reading of a scope for an audience: what is shown of it, and what is noticed on the way. */
final class Reading {
    private final Sight sight;
    private final Instant now;
    private final Categories categories;
    private final ContentKind kind;
    private final Map<Integer, Category> known = new LinkedHashMap<>();
    private final Map<Integer, Integer> shown = new HashMap<>();
    private final Set<String> countries = new HashSet<>();
    private @Nullable Instant validUntil;

    Reading(Sight sight, Instant now, Categories categories, ContentKind kind) {
        this.sight = sight;
        this.now = now;
        this.categories = categories;
        this.kind = kind;
        categories.list(kind).forEach(category -> known.put(category.id(), category));
    }

    /** The category to show content in; null: the audience does not see it now. */
    @Nullable
    Category place(Content content) {
        Rights rights = content.listed().rights();
        countries.addAll(rights.countries());
        if (sight.mayEverSee(content)) {
            rights.nextEdge(now).ifPresent(edge -> {
                if (validUntil == null || edge.isBefore(validUntil)) {
                    validUntil = edge;
                }
            });
        }
        return sight.sees(content, now) ? category(content) : null;
    }

    /** Apps hide what stands in no category they were told of. */
    private Category category(Content content) {
        Category category = known.get(content.category());
        if (category == null) {
            category = categories.named(kind, Category.UNCATEGORIZED);
            known.put(content.category(), category);
        }
        shown.merge(category.id(), 1, Integer::sum);
        return category;
    }

    /** Those something is shown in: one without is noise in every app. */
    List<Category> used() {
        return known.values().stream()
                .filter(category -> shown.containsKey(category.id()))
                .distinct()
                .toList();
    }

    /** Every country that rights name. */
    Set<String> countries() {
        return countries;
    }

    /** When rights next open or end; null: never. */
    @Nullable
    Instant validUntil() {
        return validUntil;
    }
}
