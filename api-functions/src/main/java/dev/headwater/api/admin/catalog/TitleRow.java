package dev.headwater.api.admin.catalog;

import dev.headwater.core.catalog.Content;

/** What lists of movies and series are ordered by. */
record TitleRow(int id, String name, int category) {
    static TitleRow of(Content title) {
        return new TitleRow(title.id(), title.name(), title.category());
    }
}
