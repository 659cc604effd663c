package dev.headwater.core.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** If-None-Match (RFC 9110, section 13.1.2): a list of tags, compared weakly, or {@code *}. */
public final class EntityTags {
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    private EntityTags() {}

    /** Whether the client names the object by its (strong) tag. */
    public static boolean anyMatches(List<String> ifNoneMatch, String etag) {
        for (String list : ifNoneMatch) {
            if (list.strip().equals("*")) {
                return true;
            }
            Matcher tag = TAG.matcher(list);
            while (tag.find()) {
                if (tag.group(1).equals(etag)) {
                    return true;
                }
            }
        }
        return false;
    }
}
