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
import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.Lines;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.ContentKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code bouquet add | list | show | set | remove}. */
public final class BouquetOperations implements OperationGroup {
    public final Operation<Add, View> add =
            Operation.change("bouquet.add", Permission.CATALOG_WRITE, Add.class, this::add);
    public final Operation<ByName, View> show =
            Operation.look("bouquet.show", Permission.CATALOG_READ, ByName.class, by -> view(find(by.name())));
    public final Operation<Change, View> set = Operation.changeAs(
                    "bouquet.set", Permission.CATALOG_WRITE, Change.class, this::set)
            .of(change -> view(find(change.name())));
    public final Operation<ByName, View> remove = Operation.changeAs(
                    "bouquet.remove", Permission.CATALOG_WRITE, ByName.class, this::remove)
            .of(by -> view(find(by.name())));
    public final Operation<ListQuery, Page<View>> list =
            Operation.look("bouquet.list", Permission.CATALOG_READ, ListQuery.class, this::list);

    private static final Columns<View> COLUMNS = Columns.named(View::name);

    private final Bouquets bouquets;
    private final Catalog catalog;
    private final Categories categories;
    private final Lines lines;
    private final Runnable changed;

    /** @param changed called after the catalogue changed */
    public BouquetOperations(Bouquets bouquets, Catalog catalog, Categories categories, Lines lines, Runnable changed) {
        this.bouquets = bouquets;
        this.catalog = catalog;
        this.categories = categories;
        this.lines = lines;
        this.changed = changed;
    }

    /**
     * A bouquet to add, or to add to; null: nothing of that kind.
     *
     * @param categories by name: of channels, movies and series alike
     */
    @Schema(example = "{\"name\": \"basic\", \"categories\": []}")
    public record Add(
            String name,
            @Nullable List<Integer> channels,
            @Nullable List<Integer> movies,
            @Nullable List<Integer> series,
            @Nullable List<String> categories) {
        private Members members() {
            return new Members(channels, movies, series, categories);
        }
    }

    /** A bouquet by its name. */
    public record ByName(String name) {}

    /**
     * Some of what a bouquet holds; null: nothing of that kind.
     *
     * @param categories by name: of channels, movies and series alike
     */
    public record Members(
            @Nullable List<Integer> channels,
            @Nullable List<Integer> movies,
            @Nullable List<Integer> series,
            @Nullable List<String> categories) {
        private static final Members NONE = new Members(null, null, null, null);
    }

    /**
     * What to change of a bouquet; null: nothing of that kind.
     *
     * @param name where a bouquet is changed, the path names it
     * @param replace what it is to hold instead of all it holds now
     * @param add what it is to hold as well
     * @param remove what it is to hold no more
     */
    @Schema(example = "{\"add\": {\"channels\": []}}")
    public record Change(
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
            String name,

            @Nullable Members replace,
            @Nullable Members add,
            @Nullable Members remove) {
        Change called(String otherName) {
            return new Change(otherName, replace, add, remove);
        }
    }

    /** A bouquet as commands show it; all of its sets are empty where it holds everything. */
    public record View(
            String name,
            boolean everything,
            Set<Integer> channels,
            Set<Integer> movies,
            Set<Integer> series,
            Set<String> categories,
            String etag)
            implements Tagged {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(add, list, show, set, remove);
    }

    private View add(Add add) {
        Held held = known(add.members());
        Bouquet bouquet = bouquets.add(add.name(), held.content());
        if (!held.categories().isEmpty()) {
            bouquet = bouquets.addCategories(add.name(), held.categories());
        }
        changed.run();
        return view(bouquet);
    }

    /** What there is of what was named. */
    private record Held(List<Content> content, Set<Integer> categories) {}

    private Held known(Members members) {
        List<Content> held = new ArrayList<>();
        each(
                members.channels(),
                id -> held.add(known("channel", id, catalog.channels().find(id))));
        each(
                members.movies(),
                id -> held.add(known("movie", id, catalog.movies().find(id))));
        each(
                members.series(),
                id -> held.add(known("series", id, catalog.series().find(id))));
        return new Held(held, categories(members));
    }

    private Set<Integer> categories(Members members) {
        Set<Integer> whole = new TreeSet<>();
        if (members.categories() != null) {
            members.categories().forEach(name -> whole.addAll(categoriesNamed(name)));
        }
        return whole;
    }

    private View set(Call call, Change change) {
        Held instead = change.replace() == null ? null : known(change.replace());
        Held more = known(change.add() == null ? Members.NONE : change.add());
        Members less = change.remove() == null ? Members.NONE : change.remove();
        // What is taken out need not be there any more.
        Set<Integer> lessCategories = categories(less);
        List<Integer> lessContent = Stream.of(less.channels(), less.movies())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .toList();
        List<Integer> lessSeries = less.series() == null ? List.of() : less.series();
        Bouquet after = bouquets.set(change.name(), bouquet -> {
                    call.expect(bouquet);
                    Bouquet base = instead == null
                            ? bouquet
                            : Bouquet.empty(bouquet.name())
                                    .with(instead.content())
                                    .withCategories(instead.categories());
                    return base.with(more.content())
                            .withCategories(more.categories())
                            .without(lessCategories, lessContent, lessSeries);
                })
                .orElseThrow(() -> noSuchBouquet(change.name()));
        changed.run();
        return view(after);
    }

    private View remove(Call call, ByName by) {
        View view = view(find(by.name()));
        long users = lines.list().stream()
                .filter(line -> line.bouquets().contains(by.name()))
                .count();
        if (users > 0) {
            throw OperationException.conflict("the bouquet '" + by.name() + "' is in use by " + users
                    + (users == 1 ? " line" : " lines") + ": give them others first");
        }
        var _ = bouquets.remove(by.name(), call::expect).orElseThrow(() -> noSuchBouquet(by.name()));
        changed.run();
        return view;
    }

    private Bouquet find(String name) {
        return bouquets.current(List.of(name)).stream().findFirst().orElseThrow(() -> noSuchBouquet(name));
    }

    private static OperationException noSuchBouquet(String name) {
        return OperationException.missing("there is no bouquet '" + name + "'");
    }

    private View view(Bouquet bouquet) {
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
                                .collect(Collectors.toCollection(TreeSet::new)),
                        Etags.of(bouquet)))
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
        return found.orElseThrow(() -> OperationException.invalid(
                what.equals("series") ? what : what + "s", "there is no " + what + " " + id));
    }

    private List<Integer> categoriesNamed(String name) {
        List<Integer> ids = Arrays.stream(ContentKind.values())
                .flatMap(kind -> categories.find(kind, name).stream())
                .map(Category::id)
                .toList();
        if (ids.isEmpty()) {
            throw OperationException.invalid("categories", "there is no category '" + name + "'");
        }
        return ids;
    }
}
