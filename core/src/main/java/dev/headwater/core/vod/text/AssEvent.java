package dev.headwater.core.vod.text;

import java.util.regex.Pattern;

/** A subtitle as Matroska keeps those of Advanced SubStation Alpha, and as FFmpeg's decoders write all that are text. */
public final class AssEvent {
    /** Before the text, each ended by a comma: order, layer, style, name, three margins, effect. The text may hold commas. */
    private static final int FIELDS = 8;

    private static final Pattern MARKS = Pattern.compile("\\{[^{}]{0,500}}");
    /** What is drawn with lines and curves, written as text: from where a mark turns it on to where one turns it off. */
    private static final Pattern DRAWINGS =
            Pattern.compile("\\{[^{}]{0,500}\\\\p[1-9][^{}]{0,500}}.*?(?=\\{[^{}]{0,500}\\\\p0|\\z)", Pattern.DOTALL);

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
        String said = DRAWINGS.matcher(event.substring(at)).replaceAll("");
        String text = MARKS.matcher(said).replaceAll("");
        return LINE_ENDS.matcher(text).replaceAll("\n").replace("\\h", " ").strip();
    }
}
