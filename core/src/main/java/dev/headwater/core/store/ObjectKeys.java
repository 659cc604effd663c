package dev.headwater.core.store;

import java.util.regex.Pattern;

/** The grammar of object keys, one for every adapter. */
public final class ObjectKeys {
    public static final int MAX_LENGTH = 1000;
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._=+@~-]+(/[A-Za-z0-9._=+@~-]+)*");
    private static final Pattern DOTS = Pattern.compile("(^|.*/)\\.{1,2}(/.*|$)");

    private ObjectKeys() {}

    public static boolean isValid(String key) {
        return key.length() <= MAX_LENGTH
                && GRAMMAR.matcher(key).matches()
                && !DOTS.matcher(key).matches();
    }

    /** Returns the key, or throws {@link IllegalArgumentException}. */
    public static String require(String key) {
        if (!isValid(key)) {
            throw new IllegalArgumentException("not an object key");
        }
        return key;
    }
}
