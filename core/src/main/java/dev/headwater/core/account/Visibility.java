package dev.headwater.core.account;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Withheld;
import java.util.function.Predicate;

/** Whether who has some bouquets is to know of content: the one rule for lists, answers and playback. Rights come on top. */
public enum Visibility {
    /** It was taken down, for everybody. */
    WITHHELD,
    /** It is switched off, for everybody. */
    OFF,
    /** It is for adults, which are hidden here. */
    HIDDEN,
    /** None of the bouquets holds it. */
    NOT_HELD,
    VISIBLE;

    /**
     * Looks at what costs nothing first.
     *
     * @param withheld what was taken down
     * @param adult whether what is for adults is shown
     * @param isHeld whether some of the bouquets holds it
     */
    public static Visibility of(Content content, Withheld withheld, boolean adult, Predicate<Content> isHeld) {
        if (content instanceof Channel channel && !channel.enabled()) {
            return OFF;
        }
        if (withheld.holds(content)) {
            return WITHHELD;
        }
        if (content.listed().adult() && !adult) {
            return HIDDEN;
        }
        return isHeld.test(content) ? VISIBLE : NOT_HELD;
    }
}
