package dev.headwater.ingest.fetch;

/**
 * A text of WebVTT that is shown for a while.
 *
 * @param from on the clock of the media it goes with, in 1/90,000 s
 * @param duration in 1/90,000 s
 * @param text with its marks, of one or more lines
 */
public record TimedText(long from, long duration, String text) {
    TimedText at(long other) {
        return new TimedText(other, duration, text);
    }
}
