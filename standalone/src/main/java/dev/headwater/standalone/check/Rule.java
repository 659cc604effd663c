package dev.headwater.standalone.check;

/** Something that has to hold of a stream. */
interface Rule {
    /** As a sentence that is true where it holds. */
    String sentence();

    Verdict check(Seen seen);
}
