package dev.headwater.core.catalog;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.Comparator;
import java.util.List;

/** Live categories. The item's key is the name, so a name stands for one category, whoever adds it first. */
public final class Categories {
    private static final String PARTITION = "CATEGORIES#live";
    private final ItemTable<Category> table;
    private final IdSequence ids;

    public Categories(TableStore catalog, IdSequence ids) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(Category.class));
        this.ids = ids;
    }

    /** The category of that name, made where there is none. */
    public Category named(String name) {
        Category.requireName(name);
        Key key = new Key(PARTITION, name);
        return table.find(key).orElseGet(() -> {
            Category made = new Category(ids.next(), name);
            return table.putIfAbsent(key, made) ? made : table.find(key).orElseThrow();
        });
    }

    /** Every category, in the order they were made. */
    public List<Category> list() {
        return table.list(PARTITION).stream()
                .sorted(Comparator.comparingInt(Category::id))
                .toList();
    }
}
