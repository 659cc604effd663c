package dev.headwater.core.importing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What stands behind {@code #EXTINF:} — a length, attributes, a comma, a name. Values stand in quotes, which some writers
 * neither close nor keep out of values: a quote ends a value where what follows looks like it.
 */
record ExtInf(String name, Map<String, String> attributes) {
    static final ExtInf NONE = new ExtInf("", Map.of());

    private static final int MAX_VALUE = 2000;
    private static final Set<String> KNOWN = Set.of(
            "tvg-id",
            "tvg-name",
            "tvg-logo",
            "tvg-chno",
            "tvg-type",
            "tvg-rec",
            "group-title",
            "radio",
            "type",
            "catchup-days",
            "timeshift",
            "censored",
            "channel-id",
            "channel-number");

    static ExtInf parse(byte[] line, int from, int to) {
        Map<String, String> attributes = new HashMap<>();
        int at = from;
        while (at < to) {
            byte b = line[at];
            if (b == ',') {
                return new ExtInf(Texts.clean(Texts.decode(line, at + 1, to), MAX_VALUE), attributes);
            }
            int nameEnd = nameEnd(line, at, to);
            if (nameEnd == at || nameEnd >= to || line[nameEnd] != '=') {
                at = Math.max(nameEnd, at + 1);
                continue;
            }
            int value = nameEnd + 1;
            boolean quoted = value < to && line[value] == '"';
            int valueStart = quoted ? value + 1 : value;
            int valueEnd = quoted ? closing(line, valueStart, to) : bareEnd(line, value, to);
            if (valueEnd < 0) {
                // Never closed: the name is behind the last comma.
                int comma = lastComma(line, valueStart, to);
                valueEnd = comma < 0 ? to : comma;
                quoted = false;
            }
            keep(attributes, line, at, nameEnd, valueStart, valueEnd);
            at = quoted ? valueEnd + 1 : valueEnd;
        }
        return new ExtInf("", attributes);
    }

    private static void keep(Map<String, String> into, byte[] line, int from, int nameEnd, int start, int end) {
        String name = Texts.decode(line, from, nameEnd).toLowerCase(Locale.ROOT);
        if (KNOWN.contains(name) && end > start) {
            into.put(name, Texts.clean(Texts.decode(line, start, end), MAX_VALUE));
        }
    }

    private static int nameEnd(byte[] line, int from, int to) {
        int at = from;
        while (at < to && isNameByte(line[at])) {
            at++;
        }
        return at;
    }

    private static boolean isNameByte(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-' || b == '_';
    }

    private static int bareEnd(byte[] line, int from, int to) {
        int at = from;
        while (at < to && line[at] != ' ' && line[at] != ',' && line[at] != '\t') {
            at++;
        }
        return at;
    }

    private static int closing(byte[] line, int from, int to) {
        for (int at = from; at < to; at++) {
            if (line[at] == '"' && endsValue(line, at + 1, to)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean endsValue(byte[] line, int from, int to) {
        int at = from;
        while (at < to && (line[at] == ' ' || line[at] == '\t')) {
            at++;
        }
        if (at == to || line[at] == ',') {
            return true;
        }
        int nameEnd = nameEnd(line, at, to);
        return nameEnd > at && nameEnd < to && line[nameEnd] == '=';
    }

    private static int lastComma(byte[] line, int from, int to) {
        int at = to - 1;
        while (at >= from && line[at] != ',') {
            at--;
        }
        return at < from ? -1 : at;
    }
}
