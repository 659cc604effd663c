package dev.headwater.api.listing;

import java.util.OptionalInt;

/** A prepared listing, by the name it has under its bouquet set. */
record Document(String name) {
    static final Document CATEGORIES = new Document("live-categories.json");
    static final Document STREAMS = new Document("live-streams.json");
    static final Document M3U = new Document("m3u.template");
    static final Document M3U_PLUS = new Document("m3u-plus.template");

    static Document streams(OptionalInt category) {
        return category.isEmpty() ? STREAMS : new Document("live-streams-" + category.getAsInt() + ".json");
    }
}
