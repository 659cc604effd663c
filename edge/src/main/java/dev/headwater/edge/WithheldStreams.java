package dev.headwater.edge;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The streams this edge serves nothing of, whatever is signed or cached. For any thread. */
final class WithheldStreams {
    private static final Pattern STREAM = Pattern.compile("hls/([0-9]{1,9}|[12][0-9]{9})/.*");

    private volatile Set<Integer> ids = Set.of();

    /** Returns whether any is new. */
    boolean replace(Set<Integer> withheld) {
        boolean isMore = !ids.containsAll(withheld);
        ids = Set.copyOf(withheld);
        return isMore;
    }

    /** Whether the key of an object is of one of them. */
    boolean hold(String key) {
        Set<Integer> now = ids;
        if (now.isEmpty()) {
            return false;
        }
        Matcher stream = STREAM.matcher(key);
        return stream.matches() && now.contains((int) Long.parseLong(stream.group(1)));
    }
}
