package dev.headwater.api.admin.http;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong (RFC 9457).
 *
 * @param status as the answer's
 * @param detail a sentence for the one who asked
 * @param field which of the fields that were sent is to blame; null: none, or more than one
 */
public record Problem(
        String title, int status, String detail, @Nullable String field) {
    public static final String TYPE = "application/problem+json";
}
