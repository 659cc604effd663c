package dev.headwater.core.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is written of an item.
 *
 * @param schema which shape {@code json} has, counted from 1; the reader migrates older shapes
 * @param json a JSON object, at most {@value #MAX_BYTES} UTF-8 bytes (DynamoDB's item limit, held on every adapter)
 * @param expiresAt when the store may clean the item up; readers compare by themselves, an adapter may be late by days
 */
public record Body(int schema, String json, @Nullable Instant expiresAt) {
    public static final int MAX_BYTES = 400 * 1024;

    public Body {
        if (schema < 1) {
            throw new IllegalArgumentException("schema numbers count from 1");
        }
        // A char takes at most three bytes: only texts near the limit have to be measured.
        if (json.length() > MAX_BYTES / 3 && json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("item body of more than " + MAX_BYTES + " bytes");
        }
    }

    /** How long the JSON is in UTF-8. */
    public int bytes() {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    public static Body of(int schema, String json) {
        return new Body(schema, json, null);
    }
}
