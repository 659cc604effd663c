package dev.headwater.api.listing;

import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.Visibility;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Withheld;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an audience sees: the one rule for lists and guides. */
public final class Sight {
    private final List<Bouquet> bouquets;
    private final Withheld withheld;
    private final boolean adult;
    private final @Nullable String country;

    Sight(Audience audience, List<Bouquet> bouquets, Withheld withheld) {
        this.bouquets = bouquets;
        this.withheld = withheld;
        this.adult = audience.adult();
        this.country = audience.territory().equals(Audience.ELSEWHERE) ? null : audience.territory();
    }

    /** Whether content is in its lists: held by a bouquet, switched on, not hidden from it, and its rights open. */
    public boolean sees(Content content, Instant now) {
        return mayEverSee(content) && content.listed().rights().isOpen(now, country);
    }

    /** The same but for its rights: their next edge may bring it into the lists, or out of them. */
    boolean mayEverSee(Content content) {
        return Visibility.of(content, withheld, adult, this::isHeld) == Visibility.VISIBLE;
    }

    /** Whether an episode is in lists whenever its series is. */
    boolean maySee(Episode episode) {
        return !withheld.holdsStream(episode.id());
    }

    private boolean isHeld(Content content) {
        for (Bouquet bouquet : bouquets) {
            if (bouquet.holds(content)) {
                return true;
            }
        }
        return false;
    }
}
