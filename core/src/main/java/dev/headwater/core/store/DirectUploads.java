package dev.headwater.core.store;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files that others send straight to where they are kept, by a URL that allows that one file for a while. */
public interface DirectUploads {
    /** The most bytes of a file. */
    long maxBytes();

    /** The most bytes of a file that is sent whole; a larger one is sent in parts. */
    long maxWhole();

    /**
     * A URL for one file.
     *
     * @param size in bytes, 1 to {@link #maxWhole}
     * @param valid how long it is good at most
     * @throws IllegalArgumentException where it is no key, or size or time are out of their bounds
     */
    Target announce(String key, long size, String contentType, Duration valid);

    /**
     * URLs for the parts of a larger file that did not come yet, in their order.
     *
     * @param size in bytes, more than {@link #maxWhole}
     * @throws IllegalArgumentException as {@link #announce}
     */
    List<Part> announceParts(String key, long size, String contentType, Duration valid);

    /** Makes one file of its parts; empty: not all of them came. */
    Optional<Arrived> join(String key, long size);

    /** The file, where all of it came. */
    Optional<Arrived> find(String key);

    /** Removes a file, or what came of its parts; one that is not there is no error. */
    void delete(String key);

    /**
     * How a file is to be sent.
     *
     * @param url with its signature: whoever has it may send the file
     * @param method {@code PUT}
     * @param headers to send along, as they are; the client adds the length
     * @param expiresAt when the URL is no good any more; an upload that has begun may end later
     */
    record Target(URI url, String method, Map<String, String> headers, Instant expiresAt) {
        public Target {
            headers = Map.copyOf(headers);
        }

        /** Without the URL's query. */
        @Override
        public String toString() {
            return "Target[" + method + " " + url.getRawPath() + " until " + expiresAt + "]";
        }
    }

    /**
     * A part of a file.
     *
     * @param from its first byte within the file
     */
    record Part(long from, long size, Target target) {}

    /** A file that came. */
    record Arrived(String key, long size, Instant at) {}
}
