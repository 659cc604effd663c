package dev.headwater.core.guide.xmltv;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * XMLTV's times: {@code YYYYMMDDhhmmss +0100} (xmltv.dtd), with less of the time, and with the offsets that are seen:
 * {@code +01:00}, {@code Z}, {@code UTC}, {@code GMT}, none.
 */
final class XmltvTimes {
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{2}):?(\\d{2})");
    private static final int DATE = 8;
    private static final int TO_MINUTES = 12;
    private static final int TO_SECONDS = 14;

    private final ZoneId zone;

    /** @param zone of times that have no offset */
    XmltvTimes(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Reads a time as epoch seconds. Where clocks are set back, a time without an offset stands for two moments: it is the
     * first that is not before {@code notBefore}, if there is one.
     *
     * @return empty where it is no time
     */
    OptionalLong read(String text, long notBefore) {
        int digits = digits(text);
        if (digits != DATE && digits != TO_MINUTES && digits != TO_SECONDS) {
            return OptionalLong.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 4, 6),
                    number(text, 6, 8),
                    digits >= TO_MINUTES ? number(text, 8, 10) : 0,
                    digits >= TO_MINUTES ? number(text, 10, 12) : 0,
                    digits == TO_SECONDS ? Math.min(number(text, 12, 14), 59) : 0);
            return at(local, text.substring(digits).strip(), notBefore);
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private OptionalLong at(LocalDateTime local, String offset, long notBefore) {
        if (offset.isEmpty()) {
            return OptionalLong.of(inZone(local, notBefore));
        }
        if (offset.equals("+0000") || offset.equals("Z") || offset.equals("UTC") || offset.equals("GMT")) {
            return OptionalLong.of(local.toEpochSecond(ZoneOffset.UTC));
        }
        Matcher m = OFFSET.matcher(offset);
        if (!m.matches()) {
            return OptionalLong.empty();
        }
        int sign = m.group(1).equals("-") ? -1 : 1;
        int hours = Integer.parseInt(m.group(2));
        int minutes = Integer.parseInt(m.group(3));
        return OptionalLong.of(local.toEpochSecond(ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes)));
    }

    private long inZone(LocalDateTime local, long notBefore) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.stream()
                .mapToLong(local::toEpochSecond)
                .filter(moment -> moment >= notBefore)
                .findFirst()
                // Where clocks are set forward there is no such time, and it is counted from before the change.
                .orElseGet(() -> local.atZone(zone).toEpochSecond());
    }

    private static int digits(String text) {
        int count = 0;
        while (count < text.length() && text.charAt(count) >= '0' && text.charAt(count) <= '9') {
            count++;
        }
        return count;
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
