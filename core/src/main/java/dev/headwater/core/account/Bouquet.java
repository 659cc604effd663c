package dev.headwater.core.account;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A set of content that lines may see.
 *
 * @param everything whether it holds all content, also what comes later
 * @param content ids of what it holds
 */
public record Bouquet(String name, boolean everything, Set<Integer> content) {
    /** Everything: the default of new lines. */
    public static final String ALL = "all";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._ -]{1,64}");

    public Bouquet {
        content = Collections.unmodifiableSet(new TreeSet<>(content));
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a bouquet's name is 1 to 64 of A-Z a-z 0-9 . _ - and spaces");
        }
    }

    public boolean holds(int id) {
        return everything || content.contains(id);
    }

    Bouquet with(Collection<Integer> more) {
        Set<Integer> both = new TreeSet<>(content);
        both.addAll(more);
        return new Bouquet(name, everything, both);
    }
}
