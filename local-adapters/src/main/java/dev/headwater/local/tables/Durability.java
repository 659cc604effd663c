package dev.headwater.local.tables;

/** What an acknowledged write survives. A killed process loses nothing with either. */
public enum Durability {
    /** A power cut too: every transaction is forced to the disk. */
    FULL,
    /** A power cut may take the last transactions, never the file's consistency. */
    NORMAL
}
