package dev.headwater.core.store;

import java.util.regex.Pattern;

/** The grammar of object keys, one for every adapter. */
public final class ObjectKeys {
    public static final int MAX_LENGTH = 1000;
    /** What file systems allow for a name. */
    public static final int MAX_PART = 255;

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._=+@~-]+(/[A-Za-z0-9._=+@~-]+)*");
    private static final Pattern DOTS = Pattern.compile("(^|.*/)\\.{1,2}(/.*|$)");

    private ObjectKeys() {}

    public static boolean isValid(String key) {
        return key.length() <= MAX_LENGTH
                && longestPart(key) <= MAX_PART
                && GRAMMAR.matcher(key).matches()
                && !DOTS.matcher(key).matches();
    }

    private static int longestPart(String key) {
        int longest = 0;
        int start = 0;
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', start)) {
            longest = Math.max(longest, slash - start);
            start = slash + 1;
        }
        return Math.max(longest, key.length() - start);
    }

    /** Returns the key, or throws {@link IllegalArgumentException}. */
    public static String require(String key) {
        if (!isValid(key)) {
            throw new IllegalArgumentException(
                    "not an object key: parts of 1 to 255 of A-Z a-z 0-9 . _ = + @ ~ - joined by /, at most 1,000 characters");
        }
        return key;
    }
}
