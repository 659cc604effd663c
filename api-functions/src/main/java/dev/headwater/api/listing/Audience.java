package dev.headwater.api.listing;

import java.util.Locale;

/**
 * Lines that see the same, at one place: they share every list.
 *
 * @param bouquets what they may see
 * @param adult whether they see what is for adults
 * @param territory the viewer's country where some rights of the scope name it, else {@value #ELSEWHERE}: without rights
 *     that name countries there is one audience, wherever its viewers are
 */
public record Audience(BouquetSet bouquets, boolean adult, String territory) {
    /** Where no right names the viewer's country, or it is unknown. */
    public static final String ELSEWHERE = "-";

    /** Names its items and objects: the same for equal audiences, of {@code [a-z0-9-]}. */
    public String key() {
        String place = territory.equals(ELSEWHERE) ? "" : "-" + territory.toLowerCase(Locale.ROOT);
        return bouquets.key() + (adult ? "" : "-family") + place;
    }
}
