package dev.headwater.ingest.pipeline.encode;

/** Goes along with what a {@link TsSegmenter} cuts: its segments begin and end where those do. Times as the muxer's, before it adds its own lead. */
public interface Companion extends AutoCloseable {
    /** The first segment begins. */
    void begin(long at);

    /**
     * A segment ends, and the next one begins.
     *
     * @param index of the one that ends
     */
    void cut(long index, long at, int millis);

    /** The same of a segment that nobody took: what lies in it is left out. */
    void skip(long at);

    /** What was cut last was the end. */
    void finish();

    @Override
    void close();
}
