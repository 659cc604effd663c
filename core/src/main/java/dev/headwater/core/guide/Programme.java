package dev.headwater.core.guide;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is on.
 *
 * @param start in whole seconds: what is finer is cut
 * @param stop in whole seconds, after {@code start}
 * @param title as the source has it
 * @param subtitle such as an episode's title; empty: none
 * @param description empty: none
 * @param lang of the title, as the source names it; empty: unknown
 * @param icon absolute URL; null: none
 * @param numbering null: no part of a series, or unknown
 */
public record Programme(
        Instant start,
        Instant stop,
        String title,
        String subtitle,
        String description,
        String lang,
        List<String> categories,
        @Nullable String icon,
        @Nullable Numbering numbering) {

    public Programme {
        categories = List.copyOf(categories);
        start = start.truncatedTo(ChronoUnit.SECONDS);
        stop = stop.truncatedTo(ChronoUnit.SECONDS);
        if (!start.isBefore(stop)) {
            throw new IllegalArgumentException("a programme starts before it stops");
        }
    }

    /** One of which only the texts are known that most apps show. */
    public static Programme of(Instant start, Instant stop, String title, String description) {
        return new Programme(start, stop, title, "", description, "", List.of(), null, null);
    }

    /** The same, over at {@code newStop}. */
    Programme until(Instant newStop) {
        return new Programme(start, newStop, title, subtitle, description, lang, categories, icon, numbering);
    }
}
