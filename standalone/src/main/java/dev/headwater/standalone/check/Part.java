package dev.headwater.standalone.check;

import dev.headwater.standalone.check.ts.TsFacts;

/** What was found where a playlist names a segment. */
sealed interface Part {
    Entry entry();

    /** Of what is foreign: it should not be. */
    String UNKNOWN = "no MPEG-TS";

    /** The same. */
    String WITHOUT_MAP = "fMP4 without EXT-X-MAP";

    /**
     * MPEG-TS, or fMP4 as what it would be in MPEG-TS.
     *
     * @param bytes as they are transferred
     */
    record Ts(Entry entry, long bytes, TsFacts facts) implements Part {}

    /**
     * WebVTT.
     *
     * @param bytes as they are transferred
     */
    record Text(Entry entry, long bytes, String text) implements Part {}

    /** It can not be had. */
    record Missing(Entry entry, String why) implements Part {}

    /** It can not be decrypted. */
    record Sealed(Entry entry, String why) implements Part {}

    /** It is there and is nothing that is looked into. */
    record Foreign(Entry entry, long bytes, String what) implements Part {}
}
