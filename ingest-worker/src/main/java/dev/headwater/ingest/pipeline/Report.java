package dev.headwater.ingest.pipeline;

import dev.headwater.core.media.Rendition;
import java.util.List;

/** Where a pipeline says what it made. */
interface Report {
    void opened(List<Rendition> renditions);

    /** A segment is finished; see {@link dev.headwater.ingest.frames.Frame.Segment}. */
    void segment(String rendition, long index, int millis, byte[] bytes);

    void state(String text);

    /** How much media was made so far. */
    void progress(long mediaMillis);
}
