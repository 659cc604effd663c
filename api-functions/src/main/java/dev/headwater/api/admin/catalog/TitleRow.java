package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Columns;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.ContentKind;

/** What lists of movies and series are ordered by. */
record TitleRow(int id, String name, int category) {
    static TitleRow of(Content title) {
        return new TitleRow(title.id(), title.name(), title.category());
    }

    static Columns<TitleRow> columns(Categories categories, ContentKind kind) {
        return Columns.numbered(TitleRow::id, TitleRow::name)
                .id("category", TitleRow::category, CategoryOperations.named(categories, kind));
    }
}
