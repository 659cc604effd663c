package dev.headwater.core.account;

import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Series;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A set of content that lines may see.
 *
 * @param everything whether it holds all content, also what comes later
 * @param categories ids of categories it holds as a whole, also what comes into them later
 * @param content ids of channels and movies it holds one by one, with series at most {@value #MAX_SINGLE}
 * @param series ids of series it holds one by one
 */
public record Bouquet(
        String name, boolean everything, Set<Integer> categories, Set<Integer> content, Set<Integer> series) {
    /** Everything: the default of new lines. */
    public static final String ALL = "all";

    /** What fits an item of 400 KB. */
    public static final int MAX_SINGLE = 30_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._ -]{1,64}");

    public Bouquet {
        categories = sorted(categories);
        content = sorted(content);
        series = sorted(series);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a bouquet's name is 1 to 64 of A-Z a-z 0-9 . _ - and spaces");
        }
        if (categories.size() + content.size() + series.size() > MAX_SINGLE) {
            throw new IllegalArgumentException(
                    "a bouquet holds at most " + MAX_SINGLE + " single things: give it whole categories");
        }
    }

    /** A bouquet that holds nothing yet. */
    public static Bouquet empty(String name) {
        return new Bouquet(name, false, Set.of(), Set.of(), Set.of());
    }

    private static Set<Integer> sorted(Set<Integer> ids) {
        return Collections.unmodifiableSet(new TreeSet<>(ids));
    }

    public boolean holds(Content one) {
        return everything
                || categories.contains(one.category())
                || (one instanceof Series ? series : content).contains(one.id());
    }

    Bouquet with(Collection<Content> more) {
        Set<Integer> moreSeries = new TreeSet<>(series);
        Set<Integer> moreContent = new TreeSet<>(content);
        more.forEach(one -> (one instanceof Series ? moreSeries : moreContent).add(one.id()));
        return new Bouquet(name, everything, categories, moreContent, moreSeries);
    }

    Bouquet withCategories(Collection<Integer> more) {
        Set<Integer> both = new TreeSet<>(categories);
        both.addAll(more);
        return new Bouquet(name, everything, both, content, series);
    }
}
