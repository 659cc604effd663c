package dev.headwater.core.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes a Range header asks for (RFC 9110, section 14). One range is honoured; several, another unit or anything
 * malformed is ignored, as the RFC allows, and the whole object is sent.
 */
public final class Ranges {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d*)-(\\d*)", Pattern.CASE_INSENSITIVE);
    /** More digits than this are beyond every object, and beyond a long. */
    private static final int MAX_DIGITS = 18;

    private Ranges() {}

    public sealed interface Selection {
        record Whole() implements Selection {}

        /** At least one byte. */
        record Part(long offset, long length) implements Selection {}

        record Unsatisfiable() implements Selection {}
    }

    /**
     * Reads the headers that speak of ranges.
     *
     * @param ranges the Range headers of the request
     * @param ifRange its If-Range: the range counts only for the object with this very tag
     * @param etag of the object, strong
     * @param total bytes it has
     */
    public static Selection select(List<String> ranges, @Nullable String ifRange, String etag, long total) {
        // A date in If-Range never matches: objects here have no Last-Modified.
        if (ranges.size() != 1 || (ifRange != null && !ifRange.strip().equals(etag))) {
            return new Selection.Whole();
        }
        Matcher single = SINGLE.matcher(ranges.getFirst().strip());
        if (!single.matches()) {
            return new Selection.Whole();
        }
        String first = single.group(1);
        String last = single.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Selection.Whole() : suffix(number(last), total);
        }
        long from = number(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : number(last);
        if (to < from) {
            return new Selection.Whole();
        }
        return from >= total
                ? new Selection.Unsatisfiable()
                : new Selection.Part(from, Math.min(to, total - 1) - from + 1);
    }

    /**
     * The part that can be asked for before the object is known, not cut at its end; {@link #select} has the last word on
     * it.
     *
     * @return its length is {@link Long#MAX_VALUE} where it has no end; empty: ask for the whole, because that is wanted,
     *     or because the part counts from the end
     */
    public static Optional<Selection.Part> ahead(List<String> ranges) {
        Matcher single = SINGLE.matcher(ranges.size() == 1 ? ranges.getFirst().strip() : "");
        if (!single.matches() || single.group(1).isEmpty()) {
            return Optional.empty();
        }
        long from = number(single.group(1));
        long to = single.group(2).isEmpty() ? Long.MAX_VALUE : number(single.group(2));
        if (to < from || from == Long.MAX_VALUE) {
            return Optional.empty();
        }
        return Optional.of(new Selection.Part(from, to == Long.MAX_VALUE ? to : to - from + 1));
    }

    private static Selection suffix(long wanted, long total) {
        long length = Math.min(wanted, total);
        return length == 0 ? new Selection.Unsatisfiable() : new Selection.Part(total - length, length);
    }

    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
    }
}
