package dev.headwater.core.store;

import java.nio.charset.StandardCharsets;

/**
 * Names one item: a partition and a place in it. Both are non-empty and at most {@value #MAX_BYTES} UTF-8 bytes (the
 * sort key limit of DynamoDB).
 */
public record Key(String pk, String sk) {
    static final int MAX_BYTES = 1024;

    public Key {
        require(pk, "pk");
        require(sk, "sk");
    }

    private static void require(String part, String name) {
        if (part.isEmpty() || part.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException(name + " must have 1 to " + MAX_BYTES + " UTF-8 bytes");
        }
    }
}
