package dev.headwater.api.listing;

import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.Line;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.store.TableStore;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out which audience a viewer belongs to, and what that one sees. */
public final class Audiences {
    private final Bouquets bouquets;
    private final Withheld withheld;
    private final Territories territories;

    public Audiences(TableStore catalog, Bouquets bouquets, Withheld withheld, InstantSource clock) {
        this.bouquets = bouquets;
        this.withheld = withheld;
        this.territories = new Territories(catalog, clock);
    }

    /**
     * The audience of a line. May rest on what was so 900 ms ago; reads no range.
     *
     * @param scope whose lists it asks for
     * @param country where the viewer is, ISO 3166-1 alpha-2 in capitals; null: unknown
     */
    public Audience of(Line line, Scope scope, @Nullable String country) {
        String place = country != null && territories.named(scope).contains(country) ? country : Audience.ELSEWHERE;
        return new Audience(BouquetSet.of(line.bouquets()), line.lists().adult(), place);
    }

    /** What an audience sees from now on: its bouquets as they are stored at this moment. */
    public Sight sight(Audience audience) {
        return new Sight(audience, bouquets.current(audience.bouquets().names()), withheld);
    }

    /** Notes which countries the rights of a scope name, as somebody found who read all of it. */
    void found(Scope scope, Set<String> countries) {
        territories.found(scope, countries);
    }
}
