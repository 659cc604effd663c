package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.ContentKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code category list | move}. */
public final class CategoryOperations implements OperationGroup {
    public final Operation<ListQuery, Page<View>> list =
            Operation.look("category.list", Permission.CATALOG_READ, ListQuery.class, this::list);
    public final Operation<Move, View> move =
            Operation.change("category.move", Permission.CATALOG_WRITE, Move.class, this::move);

    private static final Columns<View> COLUMNS = Columns.<View>numbered(View::id, View::name)
            .text("kind", View::kind)
            .number("position", View::position);

    private final Categories categories;
    private final Consumer<ContentKind> changed;

    /** @param changed called after categories of a kind changed */
    public CategoryOperations(Categories categories, Consumer<ContentKind> changed) {
        this.categories = categories;
        this.changed = changed;
    }

    /** @param kind live, movie or series; null: the only one that has a category of that name */
    public record Move(String name, @Nullable String kind, int position) {}

    /** A category as commands show it. */
    public record View(int id, String kind, String name, int position) {
        static View of(ContentKind kind, Category category) {
            return new View(category.id(), kind.wire(), category.name(), category.position());
        }
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(list, move);
    }

    private Page<View> list(ListQuery query) {
        return COLUMNS.page(
                kinds(query.filters().get("kind"))
                        .flatMap(kind -> categories.list(kind).stream().map(category -> View.of(kind, category)))
                        .toList(),
                query.orBy("position"));
    }

    private View move(Move move) {
        List<ContentKind> kinds = kinds(move.kind())
                .filter(kind -> categories.find(kind, move.name()).isPresent())
                .toList();
        if (kinds.size() > 1) {
            throw new OperationException(
                    "channels, movies or series: several have a category '" + move.name() + "'; say which with --kind");
        }
        ContentKind kind = kinds.stream()
                .findFirst()
                .orElseThrow(() -> new OperationException("there is no category '" + move.name() + "'"));
        Category moved = categories.move(kind, move.name(), move.position()).orElseThrow();
        changed.accept(kind);
        return View.of(kind, moved);
    }

    private static Stream<ContentKind> kinds(@Nullable String name) {
        if (name == null) {
            return Arrays.stream(ContentKind.values());
        }
        String wire = name.toLowerCase(Locale.ROOT);
        ContentKind kind = Arrays.stream(ContentKind.values())
                .filter(k -> k.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new OperationException("categories are of kind live, movie or series"));
        return Stream.of(kind);
    }
}
