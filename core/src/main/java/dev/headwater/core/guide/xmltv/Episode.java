package dev.headwater.core.guide.xmltv;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Season and episode out of {@code episode-num} elements: {@code xmltv_ns} counts from 0 and is taken before others. */
final class Episode {
    private static final Pattern XMLTV_NS = Pattern.compile("\\s*(\\d{0,5})[^.]*\\.\\s*(\\d{0,5})[^.]*(?:\\..*)?");
    private static final Pattern ON_SCREEN = Pattern.compile("(?i).*?\\bS(\\d{1,5})\\s*\\.?E(\\d{1,5})\\b.*");

    private int season;
    private int episode;
    private boolean isExact;

    void read(String system, String text) {
        boolean exact = system.equals("xmltv_ns");
        if (isExact || !(exact || season + episode == 0)) {
            return;
        }
        Matcher m = (exact ? XMLTV_NS : ON_SCREEN).matcher(text);
        if (m.matches()) {
            season = number(m.group(1), exact);
            episode = number(m.group(2), exact);
            isExact = exact && season + episode > 0;
        }
    }

    private static int number(String digits, boolean fromZero) {
        return digits.isEmpty() ? 0 : Integer.parseInt(digits) + (fromZero ? 1 : 0);
    }

    int season() {
        return season;
    }

    int episode() {
        return episode;
    }
}
