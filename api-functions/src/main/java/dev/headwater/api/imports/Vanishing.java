package dev.headwater.api.imports;

/**
 * How much of one list that a source brought before is there no more.
 *
 * @param list channels, films, series, episodes, or the categories of one of them
 * @param before how many there were
 */
public record Vanishing(String list, long before, long removed) {
    /** More of what was there than this vanishes only where somebody says so. */
    static final int LIMIT_PERCENT = 20;

    boolean isMuch() {
        return removed * 100 > before * LIMIT_PERCENT;
    }

    /** For people. */
    String shown() {
        return removed + " of " + before + " " + list;
    }
}
