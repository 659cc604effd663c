package dev.headwater.ingest.supervisor;

import java.io.InputStream;

/** A running child. */
interface ChildProcess {
    /** What it writes; ends when the child does. */
    InputStream frames();

    /** Ends it at once, whatever it is doing; again and again without harm. */
    void kill();
}
