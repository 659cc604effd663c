package dev.headwater.core.vod.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A subtitle as Matroska keeps those of Advanced SubStation Alpha, and as FFmpeg's decoders write all that are text. */
public final class AssEvent {
    /** Before the text, each ended by a comma: order, layer, style, name, three margins, effect. The text may hold commas. */
    private static final int FIELDS = 8;

    /** In a mark: from here on lines and curves are drawn, in so fine a grid; 0 or none: what follows is said. */
    private static final Pattern DRAWS = Pattern.compile("\\\\p(?<grid>\\d*)(?![A-Za-z])");

    private static final Pattern LINE_ENDS = Pattern.compile("\\\\[Nn]");

    private AssEvent() {}

    /** What it says in plain lines, without colours, places and drawings; empty: nothing, or it is no event. */
    public static String text(String event) {
        int at = 0;
        for (int field = 0; field < FIELDS; field++) {
            at = event.indexOf(',', at) + 1;
            if (at == 0) {
                return "";
            }
        }
        return LINE_ENDS
                .matcher(said(event, at))
                .replaceAll("\n")
                .replace("\\h", " ")
                .strip();
    }

    /** In one go, however many marks are begun and never ended: what a film says of itself may be anything. */
    private static String said(String event, int from) {
        StringBuilder said = new StringBuilder();
        boolean draws = false;
        int at = from;
        int open = event.indexOf('{', at);
        int end = open < 0 ? -1 : event.indexOf('}', open);
        while (end >= 0) {
            said.append(event, at, draws ? at : open);
            draws = draws(event.substring(open, end), draws);
            at = end + 1;
            open = event.indexOf('{', at);
            end = open < 0 ? -1 : event.indexOf('}', open);
        }
        return draws ? said.toString() : said.append(event, at, event.length()).toString();
    }

    private static boolean draws(String mark, boolean before) {
        boolean draws = before;
        for (Matcher told = DRAWS.matcher(mark); told.find(); ) {
            draws = !told.group("grid").matches("0*");
        }
        return draws;
    }
}
