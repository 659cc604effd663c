package dev.headwater.core.importing;

import java.util.ArrayList;
import java.util.List;

/** What was left out or mended while reading: all of it is counted, the first are kept in words. */
public final class Notes {
    private static final int KEPT = 20;

    private final List<String> first = new ArrayList<>();
    private long count;

    /** @param text without anything secret */
    public void add(String text) {
        count++;
        if (first.size() < KEPT) {
            first.add(text);
        }
    }

    /** @param number of the line, from 1 */
    public void line(long number, String text) {
        add("line " + number + ": " + text);
    }

    public long count() {
        return count;
    }

    /** The first of them. */
    public List<String> first() {
        return List.copyOf(first);
    }
}
