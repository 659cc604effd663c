package dev.headwater.core.store;

import java.nio.charset.StandardCharsets;

/**
 * Names one item: a partition and a place in it. Both are non-empty and at most {@value #MAX_BYTES} UTF-8 bytes (the
 * sort key limit of DynamoDB).
 */
public record Key(String pk, String sk) {
    static final int MAX_BYTES = 1024;
    /** No character of UTF-16 takes more bytes of UTF-8, a surrogate fewer. */
    private static final int MOST_BYTES = 3;

    private static final String ZEROS = "0000000000";

    public Key {
        require(pk, "pk");
        require(sk, "sk");
    }

    /** An item of a partition whose items are told apart by a number, and sorted by it. */
    public static Key numbered(String pk, int number) {
        return new Key(pk, digits(number));
    }

    /** A number from 0 on so that texts sort as numbers do: ten digits. */
    public static String digits(int number) {
        String text = Integer.toString(number);
        return text.length() < ZEROS.length() ? ZEROS.substring(text.length()) + text : text;
    }

    private static void require(String part, String name) {
        boolean mayBeLong = part.length() > MAX_BYTES / MOST_BYTES;
        if (part.isEmpty() || (mayBeLong && part.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES)) {
            throw new IllegalArgumentException(name + " must have 1 to " + MAX_BYTES + " UTF-8 bytes");
        }
    }
}
