package dev.headwater.core.catalog;

/** What lists keep apart. */
public enum ContentKind {
    LIVE("live"),
    MOVIE("movie"),
    SERIES("series");

    private final String wire;

    ContentKind(String wire) {
        this.wire = wire;
    }

    /** As playlists and stored keys spell it. */
    public String wire() {
        return wire;
    }
}
