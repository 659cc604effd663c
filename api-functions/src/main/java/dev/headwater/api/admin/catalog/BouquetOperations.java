package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.ContentKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code bouquet add | list}. */
public final class BouquetOperations implements OperationGroup {
    public final Operation<Add, View> add =
            Operation.change("bouquet.add", Permission.CATALOG_WRITE, Add.class, this::add);
    public final Operation<ListQuery, Page<View>> list =
            Operation.look("bouquet.list", Permission.CATALOG_READ, ListQuery.class, this::list);

    private static final Columns<View> COLUMNS = Columns.named(View::name);

    private final Bouquets bouquets;
    private final Catalog catalog;
    private final Categories categories;
    private final Runnable changed;

    /** @param changed called after the catalogue changed */
    public BouquetOperations(Bouquets bouquets, Catalog catalog, Categories categories, Runnable changed) {
        this.bouquets = bouquets;
        this.catalog = catalog;
        this.categories = categories;
        this.changed = changed;
    }

    /**
     * A bouquet to add, or to add to; null: nothing of that kind.
     *
     * @param categories by name: of channels, movies and series alike
     */
    public record Add(
            String name,
            @Nullable List<Integer> channels,
            @Nullable List<Integer> movies,
            @Nullable List<Integer> series,
            @Nullable List<String> categories) {}

    /** A bouquet as commands show it; all of its sets are empty where it holds everything. */
    public record View(
            String name,
            boolean everything,
            Set<Integer> channels,
            Set<Integer> movies,
            Set<Integer> series,
            Set<String> categories) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(add, list);
    }

    private View add(Add add) {
        List<Content> held = new ArrayList<>();
        each(
                add.channels(),
                id -> held.add(known("channel", id, catalog.channels().find(id))));
        each(add.movies(), id -> held.add(known("movie", id, catalog.movies().find(id))));
        each(add.series(), id -> held.add(known("series", id, catalog.series().find(id))));
        Set<Integer> whole = new TreeSet<>();
        if (add.categories() != null) {
            add.categories().forEach(name -> whole.addAll(categoriesNamed(name)));
        }
        Bouquet bouquet = bouquets.add(add.name(), held);
        if (!whole.isEmpty()) {
            bouquet = bouquets.addCategories(add.name(), whole);
        }
        changed.run();
        return views(List.of(bouquet)).getFirst();
    }

    private Page<View> list(ListQuery query) {
        return COLUMNS.page(views(bouquets.list()), query);
    }

    private List<View> views(List<Bouquet> all) {
        Set<Integer> channels = new HashSet<>();
        if (all.stream().anyMatch(bouquet -> !bouquet.content().isEmpty())) {
            catalog.channels().forEach(channel -> channels.add(channel.id()));
        }
        Map<Integer, String> names = new HashMap<>();
        for (ContentKind kind : ContentKind.values()) {
            categories.list(kind).forEach(category -> names.put(category.id(), category.name()));
        }
        return all.stream()
                .map(bouquet -> new View(
                        bouquet.name(),
                        bouquet.everything(),
                        only(bouquet.content(), channels::contains),
                        only(bouquet.content(), id -> !channels.contains(id)),
                        bouquet.series(),
                        bouquet.categories().stream()
                                .map(id -> names.getOrDefault(id, Integer.toString(id)))
                                .collect(Collectors.toCollection(TreeSet::new))))
                .toList();
    }

    private static Set<Integer> only(Collection<Integer> ids, Predicate<Integer> which) {
        return ids.stream().filter(which).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void each(@Nullable List<Integer> ids, IntConsumer action) {
        if (ids != null) {
            ids.forEach(action::accept);
        }
    }

    private static Content known(String what, int id, Optional<? extends Content> found) {
        return found.orElseThrow(() -> new OperationException("there is no " + what + " " + id));
    }

    private List<Integer> categoriesNamed(String name) {
        List<Integer> ids = Arrays.stream(ContentKind.values())
                .flatMap(kind -> categories.find(kind, name).stream())
                .map(Category::id)
                .toList();
        if (ids.isEmpty()) {
            throw new OperationException("there is no category '" + name + "'");
        }
        return ids;
    }
}
