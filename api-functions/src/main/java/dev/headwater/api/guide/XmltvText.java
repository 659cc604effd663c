package dev.headwater.api.guide;

import dev.headwater.core.guide.Numbering;
import dev.headwater.core.guide.Programme;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * XMLTV as apps read it: times with an offset (parsers read others as local ones), no document type (some refuse it),
 * elements in the order of xmltv.dtd.
 */
final class XmltvText {
    static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tv generator-info-name=\"Headwater\">\n";
    static final String TAIL = "</tv>\n";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss +0000").withZone(ZoneOffset.UTC);

    private XmltvText() {}

    static void channel(StringBuilder out, String guideId, String name, @Nullable String icon) {
        out.append("  <channel id=\"");
        escape(out, guideId);
        out.append("\">\n    <display-name>");
        escape(out, name);
        out.append("</display-name>\n");
        icon(out, icon);
        out.append("  </channel>\n");
    }

    static void programme(StringBuilder out, String guideId, Programme programme) {
        out.append("  <programme start=\"");
        time(out, programme.start());
        out.append("\" stop=\"");
        time(out, programme.stop());
        out.append("\" channel=\"");
        escape(out, guideId);
        out.append("\">\n    <title");
        lang(out, programme.lang());
        escape(out, programme.title());
        out.append("</title>\n");
        element(out, "sub-title", programme.lang(), programme.subtitle());
        element(out, "desc", programme.lang(), programme.description());
        programme.categories().forEach(category -> element(out, "category", programme.lang(), category));
        icon(out, programme.icon());
        Numbering numbering = programme.numbering();
        if (numbering != null) {
            out.append("    <episode-num system=\"xmltv_ns\">")
                    .append(numbering.xmltvNs())
                    .append("</episode-num>\n");
        }
        out.append("  </programme>\n");
    }

    private static void element(StringBuilder out, String name, String lang, String text) {
        if (!text.isEmpty()) {
            out.append("    <").append(name);
            lang(out, lang);
            escape(out, text);
            out.append("</").append(name).append(">\n");
        }
    }

    private static void lang(StringBuilder out, String lang) {
        if (!lang.isEmpty()) {
            out.append(" lang=\"");
            escape(out, lang);
            out.append('"');
        }
        out.append('>');
    }

    private static void icon(StringBuilder out, @Nullable String url) {
        if (url != null && !url.isEmpty()) {
            out.append("    <icon src=\"");
            escape(out, url);
            out.append("\"/>\n");
        }
    }

    /** By hand: a formatter takes longer than all the rest of a programme. */
    static void time(StringBuilder out, Instant time) {
        long seconds = time.getEpochSecond();
        long day = Math.floorDiv(seconds, 86_400L);
        int second = (int) Math.floorMod(seconds, 86_400L);
        // Days as years of March to February count them, so that a leap day is a year's last.
        long era = Math.floorDiv(day + 719_468, 146_097L);
        int dayOfEra = (int) (day + 719_468 - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int month = (5 * dayOfYear + 2) / 153;
        long year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0);
        if (year < 1000 || year > 9999) {
            TIME.formatTo(time, out);
            return;
        }
        out.append(year);
        twoDigits(out, month < 10 ? month + 3 : month - 9);
        twoDigits(out, dayOfYear - (153 * month + 2) / 5 + 1);
        twoDigits(out, second / 3600);
        twoDigits(out, second / 60 % 60);
        twoDigits(out, second % 60);
        out.append(" +0000");
    }

    private static void twoDigits(StringBuilder out, int value) {
        out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    /** For texts and for attributes in double quotes; what XML 1.0 can not hold is left out. */
    static void escape(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    if (c >= ' ' && c < 0xd800) {
                        out.append(c);
                    } else if (Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        out.append(c).append(text.charAt(++i));
                    } else if (c == '\n' || c == '\t' || (c >= 0xe000 && c < 0xfffe)) {
                        out.append(c);
                    }
                }
            }
        }
    }
}
