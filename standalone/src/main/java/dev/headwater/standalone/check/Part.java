package dev.headwater.standalone.check;

import dev.headwater.standalone.check.ts.TsFacts;

/** What was found where a playlist names a segment. */
sealed interface Part {
    Entry entry();

    /**
     * MPEG-TS.
     *
     * @param bytes as they are transferred
     */
    record Ts(Entry entry, long bytes, TsFacts facts) implements Part {}

    /** It can not be had. */
    record Missing(Entry entry, String why) implements Part {}

    /** It can not be decrypted. */
    record Sealed(Entry entry, String why) implements Part {}

    /** It is there and is nothing that is looked into. */
    record Foreign(Entry entry, long bytes, String what) implements Part {}
}
