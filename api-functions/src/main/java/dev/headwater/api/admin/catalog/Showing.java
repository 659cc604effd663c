package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Moments;
import dev.headwater.api.admin.OperationException;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Rights;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What lists are to show of content, and to whom; null: the default, or as it was; an empty text: none.
 *
 * @param category by its name
 * @param from when it may first be shown: a date or a moment in ISO 8601 and UTC
 * @param until when it may be shown no more; of a date, its end is meant
 * @param countries where it may be shown; {@code any} alone: everywhere
 */
public record Showing(
        @Nullable String name,
        @Nullable String category,
        @Nullable String image,
        @Nullable Boolean adult,
        @Nullable String from,
        @Nullable String until,
        @Nullable List<String> countries) {
    private static final String ANY = "any";

    /** All as it is by default. */
    public static final Showing DEFAULT = new Showing(null, null, null, null, null, null, null);

    public static Showing named(String name, @Nullable String category) {
        return new Showing(name, category, null, null, null, null, null);
    }

    /** What is new, under a name; its category is 1 until it is placed in one. */
    Listed create(String otherwiseNamed, Instant now) {
        return change(Listed.plain(name == null ? otherwiseNamed : name, 1, now));
    }

    /** The same content, shown as is said here, but for its category. */
    Listed change(Listed was) {
        return new Listed(
                name == null ? was.name() : name,
                was.category(),
                image == null ? was.image() : emptyAsNull(image),
                adult == null ? was.adult() : adult,
                rights(was.rights()),
                was.addedAt());
    }

    private Rights rights(Rights was) {
        return new Rights(
                from == null
                        ? was.from()
                        : from.isEmpty() ? null : OperationException.blaming("from", () -> Moments.begin(from)),
                until == null
                        ? was.until()
                        : until.isEmpty() ? null : OperationException.blaming("until", () -> Moments.end(until)),
                countries == null ? was.countries() : countries(countries));
    }

    private static Set<String> countries(List<String> codes) {
        Set<String> set = new TreeSet<>(codes);
        set.remove("");
        return set.equals(Set.of(ANY)) ? Set.of() : set;
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
