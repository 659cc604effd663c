package dev.headwater.api.listing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pack that stands ready, as its item says.
 *
 * @param change the change of its scope it shows
 * @param validUntil it is shown to nobody from then on: rights open or end; null: never
 * @param askedAt when somebody asked for it, give or take an hour
 * @param pack names its objects: equal contents have equal names
 */
record Ready(
        Form form,
        List<String> bouquets,
        boolean adult,
        String territory,
        long change,
        @Nullable Instant validUntil,
        Instant askedAt,
        String pack) {
    Ready {
        bouquets = List.copyOf(bouquets);
    }

    static Ready of(PackKey key, long change, @Nullable Instant validUntil, Instant askedAt, String pack) {
        Audience audience = key.audience();
        return new Ready(
                key.form(),
                audience.bouquets().names(),
                audience.adult(),
                audience.territory(),
                change,
                validUntil,
                askedAt,
                pack);
    }

    /** Where the items of a scope stand. */
    static String partition(Scope scope) {
        return "LISTINGS#packs#" + scope.wire();
    }

    PackKey key(Scope scope) {
        return new PackKey(scope, form, new Audience(new BouquetSet(bouquets), adult, territory));
    }

    boolean isValid(Instant now) {
        return validUntil == null || now.isBefore(validUntil);
    }

    Ready asked(Instant now) {
        return new Ready(form, bouquets, adult, territory, change, validUntil, now, pack);
    }
}
