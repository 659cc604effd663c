package dev.headwater.core.hls;

/** Why a viewer sees a slate, a short clip that says so, instead of what it asked for. */
public enum SlateReason {
    /** The line's time is over. */
    EXPIRED("expired"),
    /** The operator has banned the line. */
    BANNED("banned"),
    /** The channel shows nothing at the moment. */
    OFF_AIR("offair"),
    /** Another device took this one's connection. */
    IN_USE("inuse"),
    /** Every connection of the line is taken, and the line refuses newcomers. */
    LIMIT("limit"),
    /** It may not be shown now, or not where the viewer is. */
    NO_RIGHTS("norights"),
    /** The film is being made ready for playing. */
    PREPARING("preparing");

    private final String rendition;

    SlateReason(String rendition) {
        this.rendition = rendition;
    }

    /** The rendition of stream {@value Slate#STREAM} that shows it, as MPEG-TS. */
    public String rendition() {
        return rendition;
    }
}
