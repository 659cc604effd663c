package dev.headwater.ingest.pipeline.encode;

import dev.headwater.core.hls.WebVtt;
import dev.headwater.ingest.pipeline.av.Av;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts subtitles, in step with the picture: a segment holds what is shown in its time, and is empty where nothing is. What
 * comes too late for its segment stands in the next one, with the times it has.
 */
public final class TextSegmenter implements Companion {
    private static final int TICKS_PER_MILLI = Av.TICKS_PER_SECOND / 1000;

    /** Of who sends so many, the oldest are forgotten. */
    private static final int MAX_CUES = 500;

    /** Where nothing says how long. */
    private static final long SHOWN = 4_000;

    private static final long MOST_SHOWN = 60_000;

    /** MPEG-TS counts to a day and two hours: what a segment counts from moves on before, and seldom enough for players to see that a text stands in two. */
    private static final long HOUR = 3_600_000;

    private static final byte[] NO_HEAD = {};

    private final String rendition;
    private final Report report;
    private final List<WebVtt.Cue> cues = new ArrayList<>();
    private long start;

    public TextSegmenter(String rendition, Report report) {
        this.rendition = rendition;
        this.report = report;
    }

    /**
     * A text is to be shown.
     *
     * @param from in 1/90,000 s, as what is cut is timed
     * @param duration in 1/90,000 s; 0: it does not say
     */
    public void text(long from, long duration, String text) {
        long begin = Math.max(0, from / TICKS_PER_MILLI);
        long length = duration <= 0 ? SHOWN : Math.clamp(duration / TICKS_PER_MILLI, 1, MOST_SHOWN);
        if (!text.isEmpty() && begin + length > start) {
            cues.add(new WebVtt.Cue(begin, begin + length, text));
            if (cues.size() > MAX_CUES) {
                cues.removeFirst();
            }
        }
    }

    @Override
    public void begin(long at) {
        start = at / TICKS_PER_MILLI;
    }

    @Override
    public void cut(long index, long at, int millis) {
        long end = at / TICKS_PER_MILLI;
        long base = Math.max(0, Math.floorDiv(start - MOST_SHOWN, HOUR) * HOUR);
        List<WebVtt.Cue> shown = cues.stream()
                .filter(cue -> cue.start() < end)
                .map(cue -> new WebVtt.Cue(cue.start() - base, cue.end() - base, cue.text()))
                .toList();
        String text = WebVtt.segment(SegmentMuxer.later(report.container()) + base * TICKS_PER_MILLI, shown);
        report.segment(rendition, index, millis, NO_HEAD, StandardCharsets.UTF_8.encode(text));
        cues.removeIf(cue -> cue.end() <= end);
        start = end;
    }

    @Override
    public void skip(long at) {
        start = at / TICKS_PER_MILLI;
        cues.removeIf(cue -> cue.end() <= start);
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
