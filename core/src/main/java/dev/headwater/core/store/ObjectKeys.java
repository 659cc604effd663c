package dev.headwater.core.store;

/** The grammar of object keys, one for every adapter. */
public final class ObjectKeys {
    public static final int MAX_LENGTH = 1000;
    /** What file systems allow for a name. */
    public static final int MAX_PART = 255;

    private ObjectKeys() {}

    /** Looked at with every request of an edge: by hand, since a regular expression took seven times as long. */
    public static boolean isValid(String key) {
        int length = key.length();
        if (length > MAX_LENGTH) {
            return false;
        }
        int start = 0;
        for (int at = 0; at < length; at++) {
            char c = key.charAt(at);
            if (c == '/') {
                if (!isPart(key, start, at)) {
                    return false;
                }
                start = at + 1;
            } else if (!isAllowed(c)) {
                return false;
            }
        }
        return isPart(key, start, length);
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._=+@~-".indexOf(c) >= 0;
    }

    private static boolean isPart(String key, int start, int end) {
        int length = end - start;
        boolean dots = length <= 2 && key.startsWith("..".substring(0, Math.max(0, length)), start);
        return length >= 1 && length <= MAX_PART && !dots;
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
