package dev.headwater.core.store.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as items hold them, {@code 2026-11-22T10:30:00[.fraction]Z}: a formatter took a quarter of what reading a whole
 * catalogue takes. Whatever else it is, Jackson reads.
 */
final class Instants extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1;
    private static final String FORM = "dddd-dd-ddTdd:dd:dd";
    private static final int MOST_DIGITS = 9;
    private static final int SHORTEST_MONTH = 28;

    Instants() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
        Instant plain = json.hasToken(JsonToken.VALUE_STRING) ? plain(json.getText()) : null;
        return plain == null ? InstantDeserializer.INSTANT.deserialize(json, context) : plain;
    }

    /** Null: it is none, or not written so, or at the end of a month, of which the calendar knows more. */
    static @Nullable Instant plain(String text) {
        int end = text.length() - 1;
        if (end < FORM.length() || text.charAt(end) != 'Z' || !hasForm(text)) {
            return null;
        }
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        boolean isPlain = month >= 1 && month <= 12 && day >= 1 && day <= SHORTEST_MONTH;
        if (!isPlain || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        long nanos = nanos(text, FORM.length(), end);
        long days = LocalDate.of(number(text, 0, 4), month, day).toEpochDay();
        return nanos < 0 ? null : Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nanos);
    }

    private static boolean hasForm(String text) {
        for (int i = 0; i < FORM.length(); i++) {
            char wanted = FORM.charAt(i);
            char is = text.charAt(i);
            if (wanted == 'd' ? is < '0' || is > '9' : is != wanted) {
                return false;
            }
        }
        return true;
    }

    /** Less than 0: no fraction is written so. */
    private static long nanos(String text, int from, int end) {
        if (from == end) {
            return 0;
        }
        int digits = end - from - 1;
        if (text.charAt(from) != '.' || digits < 1 || digits > MOST_DIGITS) {
            return -1;
        }
        long nanos = 0;
        for (int i = 0; i < MOST_DIGITS; i++) {
            char digit = i < digits ? text.charAt(from + 1 + i) : '0';
            if (digit < '0' || digit > '9') {
                return -1;
            }
            nanos = nanos * 10 + digit - '0';
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
