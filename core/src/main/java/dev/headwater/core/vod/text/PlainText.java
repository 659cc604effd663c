package dev.headwater.core.vod.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What subtitles say in lines, whatever their format: colours, places and marks are left out, as a worker leaves them. */
final class PlainText {
    private static final int MAX_LENGTH = 4096;
    /** Before an event's text in Matroska: order, layer, style, name, three margins, effect. */
    private static final int ASS_FIELDS = 8;
    /** Marks that are longer are text. */
    private static final Pattern TAGS = Pattern.compile("</?[A-Za-z][^<>]{0,200}>");

    private static final Pattern VTT_TAGS = Pattern.compile("<[^<>]{0,200}>");
    private static final Pattern BRACES = Pattern.compile("\\{\\\\[^{}]{0,500}}");
    /** What is drawn with lines and curves, written as text: from where a brace turns it on to where one turns it off. */
    private static final Pattern DRAWINGS =
            Pattern.compile("\\{[^{}]{0,500}\\\\p[1-9][^{}]{0,500}}.*?(?=\\{[^{}]{0,500}\\\\p0|\\z)", Pattern.DOTALL);

    private static final Pattern LINE_ENDS = Pattern.compile("\\\\[Nn]");
    private static final int TWO = 2;
    private static final int MARK = 0xfeff;

    private PlainText() {}

    static String subRip(byte[] utf8) {
        return cut(BRACES.matcher(TAGS.matcher(utf8(utf8)).replaceAll("")).replaceAll(""));
    }

    static String ass(byte[] utf8) {
        String event = utf8(utf8);
        int at = 0;
        for (int field = 0; field < ASS_FIELDS; field++) {
            at = event.indexOf(',', at) + 1;
            if (at == 0) {
                return "";
            }
        }
        String said = DRAWINGS.matcher(event.substring(at)).replaceAll("");
        String text = BRACES.matcher(said).replaceAll("");
        return cut(LINE_ENDS.matcher(text).replaceAll("\n").replace("\\h", " "));
    }

    static String webVtt(byte[] utf8) {
        return cut(VTT_TAGS.matcher(utf8(utf8))
                .replaceAll("")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&lrm;", "")
                .replace("&rlm;", "")
                .replace("&amp;", "&"));
    }

    /** 3GPP TS 26.245 §5.17: its length in two bytes, then text in UTF-8, or in UTF-16 behind a mark, then styles. */
    static String timedText(byte[] sample) {
        if (sample.length < TWO) {
            return "";
        }
        int length = Math.min(((sample[0] & 0xff) << 8) | (sample[1] & 0xff), sample.length - TWO);
        boolean isWide = length >= TWO && (((sample[TWO] & 0xff) << 8) | (sample[TWO + 1] & 0xff)) == MARK;
        Charset charset = isWide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        return cut(new String(sample, TWO, length, charset));
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String cut(String text) {
        String plain =
                text.replace("\r\n", "\n").replace('\r', '\n').replace("\0", "").strip();
        return plain.substring(0, Math.min(MAX_LENGTH, plain.length()));
    }
}
