package dev.headwater.core.catalog;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.Fields;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Categories of each kind. The item's key is the name, so a name stands for one category, whoever adds it first. */
public final class Categories {
    /** How a category is stored. */
    public static final ItemCodec<Category> CODEC = ItemCodec.migrating(Category.class, List.of(Categories::toSchema2));

    private static final Comparator<Category> ORDER =
            Comparator.comparingInt(Category::position).thenComparingInt(Category::id);

    private final ItemTable<Category> table;
    private final IdSequence ids;

    public Categories(TableStore catalog, IdSequence ids) {
        this.table = new ItemTable<>(catalog, CODEC);
        this.ids = ids;
    }

    /** The first schema knew no order. */
    private static void toSchema2(Fields category) {
        category.put("position", 0);
    }

    /** The category of that name, made where there is none. */
    public Category named(ContentKind kind, String name) {
        Category.requireName(name);
        Key key = key(kind, name);
        return table.find(key).orElseGet(() -> {
            Category made = new Category(ids.next(), name, 0);
            return table.putIfAbsent(key, made) ? made : table.find(key).orElseThrow();
        });
    }

    /**
     * The category of that name, made with this id where there is none: for many at once, whose ids are drawn together.
     *
     * @param id of {@link #ids()}, or one that no category has and that these will not draw
     */
    public Category named(ContentKind kind, String name, int id) {
        Key key = key(kind, name);
        Category made = new Category(id, name, 0);
        return table.putIfAbsent(key, made) ? made : table.find(key).orElseThrow();
    }

    /** What ids of categories are drawn from. */
    public IdSequence ids() {
        return ids;
    }

    /** The category of that name; empty: there is none. */
    public Optional<Category> find(ContentKind kind, String name) {
        return name.isEmpty() || name.length() > Category.MAX_NAME ? Optional.empty() : table.find(key(kind, name));
    }

    /** Every category of a kind, as lists order them. */
    public List<Category> list(ContentKind kind) {
        return table.list(partition(kind)).stream().sorted(ORDER).toList();
    }

    /**
     * Changes a category where it stands; empty: there is none of that name.
     *
     * @param change may change all but its id and name
     */
    public Optional<Category> change(ContentKind kind, String name, UnaryOperator<Category> change) {
        return table.update(key(kind, name), found -> found.map(change));
    }

    /**
     * Gives a category another name; empty: there is none of that name. Its id stays, so nothing that stands in it moves.
     *
     * @param look at what is about to be renamed; what it throws keeps it
     * @throws IllegalArgumentException where there is a category of the new name
     */
    public Optional<Category> rename(ContentKind kind, String name, String newName, Consumer<Category> look) {
        Category.requireName(newName);
        Optional<Category> before = find(kind, name);
        if (before.isEmpty() || name.equals(newName)) {
            before.ifPresent(look);
            return before;
        }
        look.accept(before.get());
        Category after = new Category(before.get().id(), newName, before.get().position());
        // The new one first: an end between the two leaves two names for one id, and nothing without a category.
        if (!table.putIfAbsent(key(kind, newName), after)) {
            throw new IllegalArgumentException("there is a category '" + newName + "' already");
        }
        table.remove(key(kind, name), look);
        return Optional.of(after);
    }

    /**
     * Removes a category; empty: there was none of that name. What stands in it is not looked at.
     *
     * @param look at what is about to go; what it throws keeps it
     */
    public Optional<Category> remove(ContentKind kind, String name, Consumer<Category> look) {
        return find(kind, name).isEmpty() ? Optional.empty() : table.remove(key(kind, name), look);
    }

    private static Key key(ContentKind kind, String name) {
        return new Key(partition(kind), name);
    }

    private static String partition(ContentKind kind) {
        return "CATEGORIES#" + kind.wire();
    }
}
