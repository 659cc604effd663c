package dev.headwater.core.guide.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Which guide id a channel has, and why.
 *
 * @param channel id of the channel
 * @param guideId null: none
 * @param confidence 0 to 1; 1: it is its id, or the operator said so
 */
public record GuideMatch(int channel, @Nullable String guideId, How how, double confidence) {
    /** Names that are less alike than this are proposed, not taken. */
    public static final double SURE = 0.85;

    /** How it was found. */
    public enum How {
        /** The operator chose it: no import changes it. */
        CHOSEN,
        /** The channel came with an id that a source of the guide has. */
        ID,
        /** The names are alike, and it was taken. */
        NAME,
        /** The names are somewhat alike: nothing was taken. */
        PROPOSED,
        /** Nothing is like it. */
        UNKNOWN
    }
}
