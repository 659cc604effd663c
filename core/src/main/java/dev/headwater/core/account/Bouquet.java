package dev.headwater.core.account;

import dev.headwater.core.InvalidValueException;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

    private static final int OVERHEAD = 400;
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._ -]{1,64}");

    public Bouquet {
        categories = SortedIds.of(categories);
        content = SortedIds.of(content);
        series = SortedIds.of(series);
        if (!isName(name)) {
            throw new InvalidValueException(
                    "name", "a bouquet's name is 1 to 64 of A-Z a-z 0-9 . _ - and spaces, but not . or ..");
        }
        if (categories.size() + content.size() + series.size() > MAX_SINGLE) {
            throw new IllegalArgumentException(
                    "a bouquet holds at most " + MAX_SINGLE + " single things: give it whole categories");
        }
    }

    /** Whether a bouquet may be called so; of any other name there is none. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** A bouquet that holds nothing yet. */
    public static Bouquet empty(String name) {
        return new Bouquet(name, false, Set.of(), Set.of(), Set.of());
    }

    public boolean holds(Content one) {
        return everything
                || categories.contains(one.category())
                || (one instanceof Series ? series : content).contains(one.id());
    }

    public Bouquet with(Collection<Content> more) {
        List<Integer> moreSeries = new ArrayList<>();
        List<Integer> moreContent = new ArrayList<>();
        more.forEach(one -> (one instanceof Series ? moreSeries : moreContent).add(one.id()));
        return new Bouquet(
                name,
                everything,
                categories,
                SortedIds.of(content).with(moreContent),
                SortedIds.of(series).with(moreSeries));
    }

    public Bouquet withCategories(Collection<Integer> more) {
        return new Bouquet(name, everything, SortedIds.of(categories).with(more), content, series);
    }

    /** The same without what it holds of these. */
    public Bouquet without(
            Collection<Integer> lessCategories, Collection<Integer> lessContent, Collection<Integer> lessSeries) {
        return new Bouquet(
                name,
                everything,
                less(categories, lessCategories),
                less(content, lessContent),
                less(series, lessSeries));
    }

    private static Set<Integer> less(Set<Integer> ids, Collection<Integer> gone) {
        Set<Integer> left = new TreeSet<>(ids);
        left.removeAll(Set.copyOf(gone));
        return left;
    }

    /** About how many bytes it takes in memory. */
    int weight() {
        return OVERHEAD + Integer.BYTES * (categories.size() + content.size() + series.size());
    }
}
