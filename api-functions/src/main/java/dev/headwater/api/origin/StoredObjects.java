package dev.headwater.api.origin;

import dev.headwater.core.http.EntityTags;
import dev.headwater.core.http.Ranges;
import dev.headwater.core.http.Ranges.Selection;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.RangeNotSatisfiableException;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Objects of the store as HTTP: ranges, entity tags, and the meta they were stored with (RFC 9110, sections 13, 14). */
@Singleton
final class StoredObjects {
    private final BeanProvider<ObjectStore> store;

    /** The store is asked for when the first object is: not every composition has one to hand out */
    StoredObjects(BeanProvider<ObjectStore> store) {
        this.store = store;
    }

    /** Blocks. A body is read from the store as it is sent. */
    MutableHttpResponse<?> answer(String key, HttpHeaders asked, boolean withBody) {
        Optional<Blob> found;
        try {
            found = store.get().get(key, withBody ? ahead(asked) : ByteRange.ALL);
        } catch (RangeNotSatisfiableException e) {
            return unsatisfiable(e.totalLength());
        }
        if (found.isEmpty()) {
            return HttpResponse.notFound();
        }
        Blob opened = found.get();
        boolean handedOver = false;
        try {
            if (EntityTags.anyMatches(asked.getAll(HttpHeaders.IF_NONE_MATCH), opened.etag())) {
                return described(HttpResponse.notModified(), opened);
            }
            Selection selection = withBody ? selection(asked, opened) : new Selection.Whole();
            return switch (selection) {
                case Selection.Whole _
                when withBody && opened.length() > 0 -> {
                    handedOver = true;
                    yield body(HttpResponse.ok(), opened);
                }
                case Selection.Whole _ -> sized(described(HttpResponse.ok(), opened), opened);
                case Selection.Part(long offset, long length)
                when offset == opened.offset() && length == opened.length() -> {
                    handedOver = true;
                    yield part(opened);
                }
                case Selection.Part(long offset, long length) ->
                    partOf(opened.etag(), key, new ByteRange(offset, length));
                case Selection.Unsatisfiable _ -> unsatisfiable(opened.totalLength());
            };
        } finally {
            if (!handedOver) {
                opened.close();
            }
        }
    }

    /** What to open first: the part asked for, so that it is opened once, unless the object's tag may rule it out. */
    private static ByteRange ahead(HttpHeaders asked) {
        if (asked.contains(HttpHeaders.IF_RANGE) || asked.contains(HttpHeaders.IF_NONE_MATCH)) {
            return ByteRange.ALL;
        }
        return Ranges.ahead(asked.getAll(HttpHeaders.RANGE))
                .map(part -> new ByteRange(part.offset(), part.length()))
                .orElse(ByteRange.ALL);
    }

    private static Selection selection(HttpHeaders asked, Blob whole) {
        return Ranges.select(
                asked.getAll(HttpHeaders.RANGE), asked.get(HttpHeaders.IF_RANGE), whole.etag(), whole.totalLength());
    }

    private MutableHttpResponse<?> partOf(String etag, String key, ByteRange range) {
        Blob part = store.get().get(key, range).orElse(null);
        if (part == null || !part.etag().equals(etag)) {
            if (part != null) {
                part.close();
            }
            // It was there a moment ago: whoever asks again gets the one there is now.
            return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE);
        }
        return part(part);
    }

    private static MutableHttpResponse<?> part(Blob part) {
        long last = part.offset() + part.length() - 1;
        String range = "bytes " + part.offset() + "-" + last + "/" + part.totalLength();
        return body(HttpResponse.status(HttpStatus.PARTIAL_CONTENT).header(HttpHeaders.CONTENT_RANGE, range), part);
    }

    private static MutableHttpResponse<?> unsatisfiable(long total) {
        return HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                .header(HttpHeaders.CONTENT_RANGE, "bytes */" + total);
    }

    /** Closes the blob where it fails; else the server does, when the body has gone, or can not go. */
    private static MutableHttpResponse<?> body(MutableHttpResponse<?> response, Blob blob) {
        try {
            return described(response, blob).body(new ObjectBody(blob));
        } catch (RuntimeException e) {
            blob.close();
            throw e;
        }
    }

    private static MutableHttpResponse<?> sized(MutableHttpResponse<?> response, Blob blob) {
        return response.header(HttpHeaders.CONTENT_LENGTH, Long.toString(blob.length()));
    }

    private static MutableHttpResponse<?> described(MutableHttpResponse<?> response, Blob blob) {
        ObjectMeta meta = blob.meta();
        response.header(HttpHeaders.ETAG, blob.etag())
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.CONTENT_TYPE, meta.contentType());
        if (meta.cacheControl() != null) {
            response.header(HttpHeaders.CACHE_CONTROL, meta.cacheControl());
        }
        if (meta.contentEncoding() != null) {
            response.header(HttpHeaders.CONTENT_ENCODING, meta.contentEncoding());
        }
        return response;
    }
}
