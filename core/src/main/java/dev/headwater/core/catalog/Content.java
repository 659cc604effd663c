package dev.headwater.core.catalog;

/** Something a bouquet may hold and lists may show. An episode is none: it goes with its series. */
public sealed interface Content permits Channel, Movie, Series {
    /** As clients see it. Channels, movies and episodes share one sequence; series have their own. */
    int id();

    Listed listed();

    ContentKind kind();

    /** As lists show it. */
    default String name() {
        return listed().name();
    }

    /** Id of the category it stands in. */
    default int category() {
        return listed().category();
    }
}
