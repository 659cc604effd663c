package dev.headwater.api.listing;

import java.util.OptionalInt;

/** The names documents have within a pack. */
final class Documents {
    static final String CATEGORIES = "categories";
    static final String ROWS = "rows";

    /** Entries of an M3U playlist: of channels, movies, episodes. */
    static final String ENTRIES = "entries";

    /** Those of channels one sees; there is this where there are those one hears. */
    static final String SEEN_ENTRIES = "seen";

    static final String RADIO_ENTRIES = "radio";

    /** What the names of the same entries with the attributes of {@code m3u_plus} begin with. */
    static final String PLUS = "plus-";

    private Documents() {}

    /** @param category empty: rows of all of them */
    static String rows(OptionalInt category) {
        return category.isEmpty() ? ROWS : ROWS + "-" + category.getAsInt();
    }
}
