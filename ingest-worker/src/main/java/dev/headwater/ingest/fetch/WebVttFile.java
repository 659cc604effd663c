package dev.headwater.ingest.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** WebVTT (W3C) as HLS has it: a header line says where on the media's clock its times lie (RFC 8216 §3.5). */
final class WebVttFile {
    /** More than a long film has. */
    static final int MOST_TEXTS = 5_000;

    private static final int LONGEST = 2048;
    private static final int TICKS_PER_MILLI = 90;
    private static final String TIME = "(?:(\\d{1,5}):)?(\\d{2}):(\\d{2})\\.(\\d{3})";
    private static final Pattern TIMES = Pattern.compile(TIME + "[ \\t]+-->[ \\t]+" + TIME + "(?:[ \\t].*)?");
    private static final Pattern LOCAL = Pattern.compile("LOCAL:" + TIME);
    private static final Pattern TICKS = Pattern.compile("MPEGTS:(\\d{1,18})");
    private static final String MAP = "X-TIMESTAMP-MAP";

    private WebVttFile() {}

    /** Whether a file that begins so is one. */
    static boolean isOne(String text) {
        return plain(text).startsWith("WEBVTT");
    }

    private static String plain(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** What it shows, in its order; what is none of its lines is passed over. */
    static List<TimedText> read(String text) {
        List<TimedText> texts = new ArrayList<>();
        String[] lines = plain(text).split("\r\n|\n|\r", -1);
        long offset = 0;
        int at = 0;
        while (at < lines.length && !lines[at].isEmpty() && !lines[at].contains("-->")) {
            offset = lines[at].startsWith(MAP) ? offset(lines[at]) : offset;
            at++;
        }
        while (at < lines.length && texts.size() < MOST_TEXTS) {
            Matcher times = TIMES.matcher(lines[at++].strip());
            if (!times.matches()) {
                continue;
            }
            StringBuilder said = new StringBuilder();
            while (at < lines.length && !lines[at].isEmpty() && said.length() < LONGEST) {
                said.append(said.isEmpty() ? "" : "\n").append(lines[at++]);
            }
            long from = millis(times, 1);
            long until = millis(times, 5);
            if (until > from && !said.isEmpty()) {
                texts.add(new TimedText(
                        from * TICKS_PER_MILLI + offset, (until - from) * TICKS_PER_MILLI, said.toString()));
            }
        }
        return texts;
    }

    /** What to add to a time of the file; one that does not say counts as the media does. */
    private static long offset(String map) {
        Matcher local = LOCAL.matcher(map);
        Matcher ticks = TICKS.matcher(map);
        return local.find() && ticks.find() ? Long.parseLong(ticks.group(1)) - millis(local, 1) * TICKS_PER_MILLI : 0;
    }

    private static long millis(Matcher time, int first) {
        long hours = time.group(first) == null ? 0 : Long.parseLong(time.group(first));
        long minutes = hours * 60 + Long.parseLong(time.group(first + 1));
        return (minutes * 60 + Long.parseLong(time.group(first + 2))) * 1000 + Long.parseLong(time.group(first + 3));
    }
}
