package dev.headwater.core.store;

import java.io.InputStream;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Immutable-by-convention objects under keys such as {@code hls/1/720p/2026112013/….ts}. A key is 1 to 1,000 characters:
 * parts of 1 to 255 {@code [A-Za-z0-9._=+@~-]} joined by {@code /}, no part {@code .} or {@code ..}; no key is the folder of
 * another ({@code a} and {@code a/b}). Anything else is an {@link IllegalArgumentException}.
 *
 * <p>Every method blocks until the store has answered, may be called from any thread and throws {@link StoreException}
 * when the store is at fault. A put that returned is durable, and is seen whole or not at all.
 */
public interface ObjectStore extends ObjectReader {
    /** Stores an object, replacing any before it. Returns its entity tag. */
    String put(String key, byte[] bytes, ObjectMeta meta);

    /** Stores an object of any length; {@code body} is read to its end and not closed. Returns its entity tag. */
    String put(String key, InputStream body, ObjectMeta meta);

    /** Stores an object only where none is: false and nothing changed where one stands. */
    boolean putIfAbsent(String key, byte[] bytes, ObjectMeta meta);

    /**
     * Lists keys that begin with {@code prefix} (whole or broken off anywhere), in UTF-8 byte order.
     *
     * @param after the {@link Page#next()} of the page before; null for the first
     * @param limit 1 to 1,000
     */
    Page<ObjectInfo> list(String prefix, int limit, @Nullable String after);

    /** Removes objects; one that is not there is no error. Any number of keys. */
    void delete(Collection<String> keys);
}
