package dev.headwater.core.vod.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What subtitles say in lines, whatever their format: colours, places and marks are left out, as a worker leaves them. */
final class PlainText {
    private static final int MAX_LENGTH = 4096;
    /** Marks that are longer are text. */
    private static final Pattern TAGS = Pattern.compile("</?[A-Za-z][^<>]{0,200}>");

    private static final Pattern VTT_TAGS = Pattern.compile("<[^<>]{0,200}>");
    private static final Pattern BRACES = Pattern.compile("\\{\\\\[^{}]{0,500}}");
    private static final int TWO = 2;
    private static final int MARK = 0xfeff;

    private PlainText() {}

    static String subRip(byte[] utf8) {
        return cut(BRACES.matcher(TAGS.matcher(utf8(utf8)).replaceAll("")).replaceAll(""));
    }

    static String ass(byte[] utf8) {
        return cut(AssEvent.text(utf8(utf8)));
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
