package dev.headwater.core.catalog;

import dev.headwater.core.InvalidValueException;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When and where content may be shown. Outside of it, content is in no list and plays for nobody.
 *
 * @param from the first moment; null: since ever
 * @param until the first moment it may be shown no more; null: for ever
 * @param countries ISO 3166-1 alpha-2, upper case; empty: everywhere
 */
public record Rights(@Nullable Instant from, @Nullable Instant until, Set<String> countries) {
    public static final Rights ALWAYS = new Rights(null, null, Set.of());

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    public Rights {
        countries = Collections.unmodifiableSet(new TreeSet<>(countries));
        if (!countries.stream().allMatch(code -> COUNTRY.matcher(code).matches())) {
            throw new InvalidValueException("countries", "countries are two capital letters each, such as DE");
        }
        if (from != null && until != null && !from.isBefore(until)) {
            throw new InvalidValueException("until", "rights begin before they end");
        }
    }

    /** @param country where the viewer is; null: unknown, which is nowhere content for some countries may be shown */
    public boolean isOpen(Instant now, @Nullable String country) {
        boolean inTime = (from == null || !now.isBefore(from)) && (until == null || now.isBefore(until));
        return inTime && (countries.isEmpty() || (country != null && countries.contains(country)));
    }

    /** When {@link #isOpen} changes next by itself; empty: never. */
    public Optional<Instant> nextEdge(Instant now) {
        return Stream.of(Optional.ofNullable(from), Optional.ofNullable(until))
                .flatMap(Optional::stream)
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }
}
