package dev.headwater.api.listing;

import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.ContentKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which category content of one kind is shown in: apps hide what stands in none they were told of. */
final class Places {
    private final Categories categories;
    private final ContentKind kind;
    private final Map<Integer, Category> known = new LinkedHashMap<>();

    private Places(Categories categories, ContentKind kind) {
        this.categories = categories;
        this.kind = kind;
    }

    /** As categories are stored at this moment. */
    static Places read(Categories categories, ContentKind kind) {
        Places places = new Places(categories, kind);
        categories.list(kind).forEach(category -> places.known.put(category.id(), category));
        return places;
    }

    /** Its own, or the one for what stands in none there is. */
    synchronized Category of(Content content) {
        return known.computeIfAbsent(content.category(), _ -> categories.named(kind, Category.UNCATEGORIZED));
    }

    /** Every category, in order; that of what stands in none may be among them several times. */
    synchronized List<Category> all() {
        return List.copyOf(known.values());
    }
}
