package dev.headwater.ingest.pipeline.source;

/** What of a source is read. */
public enum Wanted {
    /** Its picture, and what is heard and read beside it. */
    PICTURE,
    /** As {@link #PICTURE}, and subtitles that are bitmaps. */
    BITMAPS_TOO,
    /** Its first sound, in the picture's place, and nothing else. */
    SOUND_ALONE
}
