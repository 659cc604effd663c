package dev.headwater.api.listing;

/** Where a template of entries wants a line's own text. Control characters: no name that is rendered holds one. */
final class M3uMarks {
    /** Everything before the id of a channel. */
    static final char LIVE = '\u0001';

    /** The extension behind it. */
    static final char LIVE_END = '\u0002';

    /** Everything before the id of a movie. */
    static final char MOVIE = '\u0003';

    /** Everything before the id of an episode. */
    static final char EPISODE = '\u0004';

    /** Attributes of catch-up: this mark, the channel's id and its extension if it has but one, this mark, days, this mark. */
    static final char CATCHUP = '\u0005';

    /** The address of {@code enigma2.php} with credentials. */
    static final char ENIGMA = '\u0006';

    /** Every character up to this is a mark. */
    static final char LAST = ENIGMA;

    private M3uMarks() {}
}
