package dev.headwater.core.fetch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server says by which one state of a file is told from another (RFC 9110 §8.8).
 *
 * @param tag a strong entity tag; null: none
 * @param modified as it was sent; null: not said
 * @param length of the whole file in bytes; -1: not said
 */
public record FileVersion(@Nullable String tag, @Nullable String modified, long length) {
    static FileVersion of(HttpHead head) {
        return new FileVersion(
                head.header("etag").filter(tag -> tag.startsWith("\"")).orElse(null),
                head.header("last-modified").orElse(null),
                length(head));
    }

    private static long length(HttpHead head) {
        if (head.header("content-encoding").isPresent()) {
            return -1; // what is counted is not what we read
        }
        Optional<String> said = head.status() == 206
                ? head.header("content-range").map(range -> range.substring(range.indexOf('/') + 1))
                : head.header("content-length");
        return said.map(String::strip)
                .filter(digits -> digits.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
    }

    /** What to send as {@code If-Range}. Empty: the server said nothing that it would know the file by. */
    Optional<String> validator() {
        return Optional.ofNullable(tag == null ? modified : tag);
    }

    /** Whether what was said both times shows two files. What was said only once shows nothing. */
    public boolean differsFrom(FileVersion other) {
        if (length >= 0 && other.length >= 0 && length != other.length) {
            return true;
        }
        if (tag != null && other.tag != null) {
            return !tag.equals(other.tag);
        }
        return modified != null && other.modified != null && !modified.equals(other.modified);
    }
}
