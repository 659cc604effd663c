package dev.headwater.api.listing;

import dev.headwater.core.catalog.ContentKind;

/** A part of the catalogue that changes, and is published, by itself. */
public enum Scope {
    LIVE(ContentKind.LIVE),
    MOVIE(ContentKind.MOVIE),
    SERIES(ContentKind.SERIES);

    private final ContentKind kind;

    Scope(ContentKind kind) {
        this.kind = kind;
    }

    /** What it holds; a series comes with its episodes. */
    public ContentKind kind() {
        return kind;
    }

    /** As stored keys spell it. */
    String wire() {
        return kind.wire();
    }
}
