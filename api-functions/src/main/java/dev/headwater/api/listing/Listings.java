package dev.headwater.api.listing;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.api.listing.PackIndex.Entry;
import dev.headwater.core.Caches;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.ContentKind;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/** The lists a line may see, as they stand ready. */
public final class Listings {
    private static final byte[] EMPTY_LIST = "[]".getBytes(StandardCharsets.UTF_8);
    /** A pack may be replaced between finding its name and reading it: then the new one is there. */
    private static final int MAX_ATTEMPTS = 3;

    private final Audiences audiences;
    private final Supply supply;
    private final PackObjects objects;
    private final Categories categories;
    private final Cache<ContentKind, Places> places;

    Listings(Audiences audiences, Supply supply, PackObjects objects, Categories categories, InstantSource clock) {
        this.audiences = audiences;
        this.supply = supply;
        this.objects = objects;
        this.categories = categories;
        this.places = Caches.expiring(clock, Caches.MOMENT, ContentKind.values().length);
    }

    /** The rows of {@code get_live_categories} and its like: those something is visible in. */
    public Prepared categories(Scope scope, Visitor visitor, boolean gzip) {
        return list(scope, Documents.CATEGORIES, visitor, gzip);
    }

    /**
     * The rows of {@code get_live_streams}, {@code get_vod_streams} and {@code get_series}.
     *
     * @param category only what stands in it; empty: all
     */
    public Prepared rows(Scope scope, OptionalInt category, Visitor visitor, boolean gzip) {
        return list(scope, Documents.rows(category), visitor, gzip);
    }

    /** The category that lists show content in. May be 900 ms old. */
    public Category category(Content content) {
        return places.get(content.kind(), kind -> Places.read(categories, kind)).of(content);
    }

    private Prepared list(Scope scope, String document, Visitor visitor, boolean gzip) {
        return open(scope, Form.JSON, document, visitor, gzip)
                .orElseGet(() -> Prepared.of(EMPTY_LIST, false, "\"empty\""));
    }

    /** Empty where there is no such document: nothing stands in it. */
    Optional<Prepared> open(Scope scope, Form form, String document, Visitor visitor, boolean gzip) {
        Ready ready = ready(scope, form, visitor);
        PackKey key = ready.key(scope);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<PackIndex> index = objects.index(key, ready.pack());
            if (index.isPresent()) {
                Optional<Entry> entry = index.get().find(document);
                if (entry.isEmpty()) {
                    return Optional.empty();
                }
                Optional<Prepared> found = objects.open(key, ready.pack(), entry.get(), gzip);
                if (found.isPresent()) {
                    return found;
                }
            }
            ready = supply.again(key);
        }
        throw new IllegalStateException("listing " + document + " is named but not there");
    }

    /** The pack of a form for whom it is. */
    Ready ready(Scope scope, Form form, Visitor visitor) {
        Audience audience = audiences.of(visitor.line(), scope, visitor.country());
        Ready ready = supply.ready(new PackKey(scope, form, audience));
        // Rendering may have found rights that name the visitor's country.
        Audience found = audiences.of(visitor.line(), scope, visitor.country());
        return found.equals(audience) ? ready : supply.ready(new PackKey(scope, form, found));
    }
}
