package dev.headwater.standalone.operations;

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
    private final Categories categories;
    private final Consumer<ContentKind> changed;

    /** @param changed called after categories of a kind changed */
    public CategoryOperations(Categories categories, Consumer<ContentKind> changed) {
        this.categories = categories;
        this.changed = changed;
    }

    /** @param kind live, movie or series; null: all */
    public record OfKind(@Nullable String kind) {}

    /** @param kind live, movie or series; null: the only one that has a category of that name */
    public record Move(String name, @Nullable String kind, int position) {}

    /** A category as commands show it. */
    record View(int id, String kind, String name, int position) {
        static View of(ContentKind kind, Category category) {
            return new View(category.id(), kind.wire(), category.name(), category.position());
        }
    }

    @Override
    public void register(Operations operations) {
        operations.add(
                "category.list",
                OfKind.class,
                of -> kinds(of.kind())
                        .flatMap(kind -> categories.list(kind).stream().map(category -> View.of(kind, category)))
                        .toList());
        operations.add("category.move", Move.class, this::move);
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
