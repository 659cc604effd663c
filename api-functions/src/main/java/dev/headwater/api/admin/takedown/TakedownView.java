package dev.headwater.api.admin.takedown;

import dev.headwater.api.admin.Targeted;
import dev.headwater.core.takedown.Takedown;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A takedown as commands show it.
 *
 * @param kind channel, movie, series or episode
 * @param content id of that
 * @param state ordered, done, lifting or lifted
 * @param objects kept or deleted
 */
public record TakedownView(
        int id,
        String kind,
        int content,
        String name,
        String state,
        String reason,
        @Nullable String reference,
        String objects,
        String by,
        Instant at,
        @Nullable String liftedBy,
        @Nullable Instant liftedAt)
        implements Targeted {

    static TakedownView of(Takedown takedown) {
        Takedown.Lifted lifted = takedown.lifted();
        return new TakedownView(
                takedown.id(),
                takedown.target().label(),
                takedown.content(),
                takedown.name(),
                takedown.state().label(),
                takedown.order().reason(),
                takedown.order().reference(),
                takedown.order().delete() ? "deleted" : "kept",
                takedown.by(),
                takedown.at().truncatedTo(ChronoUnit.SECONDS),
                lifted == null ? null : lifted.by(),
                lifted == null ? null : lifted.at().truncatedTo(ChronoUnit.SECONDS));
    }

    /** What is withheld, which the reason does not say. */
    @Override
    public String target() {
        return kind + " " + content;
    }
}
