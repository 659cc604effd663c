package dev.headwater.core.hls;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** WebVTT segments (W3C) with the time stamps of the MPEG-TS they go with (RFC 8216bis §3.1.4). */
public final class WebVtt {
    private static final Pattern EMPTY_LINES = Pattern.compile("\\R{2,}");
    /** Time stamps of MPEG-TS have 33 bits. */
    private static final long WRAP = 1L << 33;

    /**
     * A text that is shown for a while. One that goes on into the next segment stands in both, with the same times.
     *
     * @param start ms of the media's own time
     * @param end ms of the media's own time, after the start
     * @param text plain, of one or more lines
     */
    public record Cue(long start, long end, String text) {
        public Cue {
            if (start < 0 || end <= start) {
                throw new IllegalArgumentException("a cue is shown from its start to an end after it");
            }
        }
    }

    private WebVtt() {}

    /**
     * A segment; without cues it is as good as any.
     *
     * @param ticks what MPEG-TS stamps the media's time 0 with, in 1/90,000 s
     */
    public static String segment(long ticks, List<Cue> cues) {
        StringBuilder out = new StringBuilder(64 + cues.size() * 96);
        out.append("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:").append(Math.floorMod(ticks, WRAP));
        out.append(",LOCAL:00:00:00.000\n");
        for (Cue cue : cues) {
            out.append('\n').append(time(cue.start())).append(" --> ").append(time(cue.end()));
            out.append('\n').append(text(cue.text())).append('\n');
        }
        return out.toString();
    }

    private static String time(long millis) {
        long seconds = millis / 1000;
        return String.format(
                Locale.ROOT, "%02d:%02d:%02d.%03d", seconds / 3600, seconds / 60 % 60, seconds % 60, millis % 1000);
    }

    /** An empty line would end the cue, an arrow begin another, and marks be taken for tags. */
    private static String text(String plain) {
        String lines = EMPTY_LINES.matcher(plain.strip()).replaceAll("\n");
        return lines.lines()
                .map(line -> line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .collect(Collectors.joining("\n"));
    }
}
