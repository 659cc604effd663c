package dev.headwater.api.listing;

import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Rights;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One reading of a scope for an audience: what is shown of it, and what is noticed on the way. */
final class Reading {
    private final Sight sight;
    private final Instant now;
    private final Places places;
    private final Map<Integer, Integer> shown = new HashMap<>();
    private final Set<String> countries = new HashSet<>();
    private @Nullable Instant validUntil;

    Reading(Sight sight, Instant now, Categories categories, ContentKind kind) {
        this.sight = sight;
        this.now = now;
        this.places = Places.read(categories, kind);
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

    /** Whether an episode of a series that is shown is shown too. */
    boolean shows(Episode episode) {
        return sight.maySee(episode);
    }

    private Category category(Content content) {
        Category category = places.of(content);
        shown.merge(category.id(), 1, Integer::sum);
        return category;
    }

    /** Those something is shown in: one without is noise in every app. */
    List<Category> used() {
        return places.all().stream()
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
