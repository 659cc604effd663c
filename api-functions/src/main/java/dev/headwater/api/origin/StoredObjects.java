package dev.headwater.api.origin;

import dev.headwater.core.http.EntityTags;
import dev.headwater.core.http.Ranges;
import dev.headwater.core.http.Ranges.Selection;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
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
        Optional<Blob> found = store.get().get(key, ByteRange.ALL);
        if (found.isEmpty()) {
            return HttpResponse.notFound();
        }
        Blob whole = found.get();
        boolean handedOver = false;
        try {
            if (EntityTags.anyMatches(asked.getAll(HttpHeaders.IF_NONE_MATCH), whole.etag())) {
                return described(HttpResponse.notModified(), whole);
            }
            Selection selection = withBody ? selection(asked, whole) : new Selection.Whole();
            return switch (selection) {
                case Selection.Whole _
                when withBody && whole.length() > 0 -> {
                    handedOver = true;
                    yield body(HttpResponse.ok(), whole);
                }
                case Selection.Whole _ -> sized(described(HttpResponse.ok(), whole), whole);
                case Selection.Part(long offset, long length) -> part(key, new ByteRange(offset, length), whole);
                case Selection.Unsatisfiable _ -> unsatisfiable(whole);
            };
        } finally {
            if (!handedOver) {
                whole.close();
            }
        }
    }

    private static Selection selection(HttpHeaders asked, Blob whole) {
        return Ranges.select(
                asked.getAll(HttpHeaders.RANGE), asked.get(HttpHeaders.IF_RANGE), whole.etag(), whole.totalLength());
    }

    private MutableHttpResponse<?> part(String key, ByteRange range, Blob whole) {
        Blob part = store.get().get(key, range).orElse(null);
        if (part == null || !part.etag().equals(whole.etag())) {
            if (part != null) {
                part.close();
            }
            // It was there a moment ago: whoever asks again gets the one there is now.
            return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE);
        }
        long last = part.offset() + part.length() - 1;
        return body(HttpResponse.status(HttpStatus.PARTIAL_CONTENT), part)
                .header(HttpHeaders.CONTENT_RANGE, "bytes " + part.offset() + "-" + last + "/" + part.totalLength());
    }

    private static MutableHttpResponse<?> unsatisfiable(Blob whole) {
        return HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                .header(HttpHeaders.CONTENT_RANGE, "bytes */" + whole.totalLength());
    }

    /** The server closes the body when it has gone, or can not go. */
    private static MutableHttpResponse<?> body(MutableHttpResponse<?> response, Blob blob) {
        return described(response, blob).body(new ObjectBody(blob));
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
