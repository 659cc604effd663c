package dev.headwater.core.store;

import org.jspecify.annotations.Nullable;

/**
 * How an object is to be served.
 *
 * @param contentType media type
 * @param cacheControl the Cache-Control header; null: none is sent
 * @param contentEncoding the Content-Encoding the bytes already have, such as {@code gzip}; null: none
 */
public record ObjectMeta(
        String contentType,
        @Nullable String cacheControl,
        @Nullable String contentEncoding) {
    /** What an immutable object of the data plane carries: its name is never used again. */
    public static final String IMMUTABLE = "public, max-age=31536000, immutable";

    /** An immutable MPEG-TS segment. */
    public static ObjectMeta segment() {
        return new ObjectMeta("video/mp2t", IMMUTABLE, null);
    }

    /** An immutable piece of an MP4. */
    public static ObjectMeta fragment() {
        return new ObjectMeta("video/mp4", IMMUTABLE, null);
    }

    /** An immutable WebVTT segment. */
    public static ObjectMeta subtitles() {
        return new ObjectMeta("text/vtt", IMMUTABLE, null);
    }
}
