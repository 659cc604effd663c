package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.Etags;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.Tagged;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.ContentKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code category list | move | rename | remove}. */
public final class CategoryOperations implements OperationGroup {
    public final Operation<ListQuery, Page<View>> list =
            Operation.look("category.list", Permission.CATALOG_READ, ListQuery.class, this::list);
    public final Operation<ByName, View> show =
            Operation.look("category.show", Permission.CATALOG_READ, ByName.class, this::show);
    public final Operation<Change, View> set = Operation.changeAs(
                    "category.set", Permission.CATALOG_WRITE, Change.class, this::set)
            .of(change -> show(new ByName(change.kind(), change.name())));
    public final Operation<ByName, View> remove = Operation.changeAs(
                    "category.remove", Permission.CATALOG_WRITE, ByName.class, this::remove)
            .of(this::show);

    /** As kind: the only one that has a category of that name. */
    public static final String ANY = "any";

    private static final Columns<View> COLUMNS = Columns.<View>numbered(View::id, View::name)
            .text("kind", View::kind)
            .number("position", View::position);

    private final Categories categories;
    private final Catalog catalog;
    private final Consumer<ContentKind> changed;

    /** @param changed called after categories of a kind changed */
    public CategoryOperations(Categories categories, Catalog catalog, Consumer<ContentKind> changed) {
        this.categories = categories;
        this.catalog = catalog;
        this.changed = changed;
    }

    /** @param kind live, movie, series, or {@value #ANY}: the only one that has a category of that name */
    public record ByName(String kind, String name) {}

    /**
     * What to change of a category; null: as it was.
     *
     * @param kind live, movie, series, or {@value #ANY}: the only one that has a category of that name
     * @param to another name
     */
    public record Change(
            String kind,
            String name,
            @Nullable String to,
            @Nullable Integer position) {}

    /** What to change of a category that the path names; null: as it was. */
    @Schema(example = "{\"position\": 3}")
    public record Changes(@Nullable String to, @Nullable Integer position) {}

    /** A category as commands show it. */
    public record View(int id, String kind, String name, int position, String etag) implements Tagged {
        static View of(ContentKind kind, Category category) {
            return new View(category.id(), kind.wire(), category.name(), category.position(), Etags.of(category));
        }
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(list, show, set, remove);
    }

    /** What finds the id of a category by its name, for filters. */
    static ToLongFunction<String> named(Categories categories, ContentKind kind) {
        return name -> categories
                .find(kind, name)
                .map(Category::id)
                .orElseThrow(() -> new IllegalArgumentException("there is no category '" + name + "'"));
    }

    private Page<View> list(ListQuery query) {
        return COLUMNS.page(
                OperationException.blaming(
                                "filter.kind", () -> kinds(query.filters().getOrDefault("kind", ANY)))
                        .flatMap(kind -> categories.list(kind).stream().map(category -> View.of(kind, category)))
                        .toList(),
                query.orBy("position"));
    }

    private View show(ByName by) {
        ContentKind kind = kind(by);
        return categories
                .find(kind, by.name())
                .map(found -> View.of(kind, found))
                .orElseThrow(() -> noSuch(by));
    }

    private View set(Call call, Change change) {
        ByName by = new ByName(change.kind(), change.name());
        ContentKind kind = kind(by);
        String to = change.to() == null ? change.name() : change.to();
        if (!to.equals(change.name()) && categories.find(kind, to).isPresent()) {
            throw OperationException.conflict("to", "there is a category '" + to + "' already");
        }
        Category after = OperationException.blaming(
                        "to", () -> categories.rename(kind, change.name(), to, call::expect))
                .orElseThrow(() -> noSuch(by));
        Integer position = change.position();
        if (position != null) {
            after = categories
                    .change(kind, to, category -> {
                        if (to.equals(change.name())) {
                            call.expect(category);
                        }
                        return new Category(category.id(), to, position);
                    })
                    .orElseThrow(() -> noSuch(by));
        }
        changed.accept(kind);
        return View.of(kind, after);
    }

    private View remove(Call call, ByName by) {
        ContentKind kind = kind(by);
        Category there = categories.find(kind, by.name()).orElseThrow(() -> noSuch(by));
        long held = held(kind, there.id());
        if (held > 0) {
            throw OperationException.conflict(
                    "there are " + held + " in the category '" + by.name() + "': give them another first");
        }
        var _ = categories.remove(kind, by.name(), call::expect).orElseThrow(() -> noSuch(by));
        changed.accept(kind);
        return View.of(kind, there);
    }

    private long held(ContentKind kind, int id) {
        LongAdder held = new LongAdder();
        Consumer<Content> count = content -> held.add(content.category() == id ? 1 : 0);
        switch (kind) {
            case LIVE -> catalog.channels().forEach(count::accept);
            case MOVIE -> catalog.movies().forEach(count::accept);
            case SERIES -> catalog.series().forEach(count::accept);
        }
        return held.sum();
    }

    private ContentKind kind(ByName by) {
        List<ContentKind> kinds = kinds(by.kind())
                .filter(kind -> categories.find(kind, by.name()).isPresent())
                .toList();
        if (kinds.size() > 1) {
            throw OperationException.conflict(
                    "channels, movies or series: several have a category '" + by.name() + "'; say which with --kind");
        }
        return kinds.stream().findFirst().orElseThrow(() -> noSuch(by));
    }

    private static OperationException noSuch(ByName by) {
        return OperationException.missing("there is no category '" + by.name() + "'");
    }

    private static Stream<ContentKind> kinds(String name) {
        if (name.equals(ANY)) {
            return Arrays.stream(ContentKind.values());
        }
        String wire = name.toLowerCase(Locale.ROOT);
        ContentKind kind = Arrays.stream(ContentKind.values())
                .filter(k -> k.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> OperationException.invalid("kind", "categories are of kind live, movie or series"));
        return Stream.of(kind);
    }
}
