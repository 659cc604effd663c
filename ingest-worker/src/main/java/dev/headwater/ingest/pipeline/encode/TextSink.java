package dev.headwater.ingest.pipeline.encode;

/** Takes what is to be read. */
@FunctionalInterface
public interface TextSink {
    /**
     * A text, of one or more lines.
     *
     * @param n which of those offered it is, from 0
     * @param from seconds from the first picture on
     * @param seconds how long; 0: it does not say
     */
    void text(int n, double from, double seconds, String text);
}
