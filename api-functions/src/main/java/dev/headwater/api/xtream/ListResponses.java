package dev.headwater.api.xtream;

import dev.headwater.api.http.Bodies;
import dev.headwater.api.http.FileBody;
import dev.headwater.api.http.StreamedBody;
import dev.headwater.api.listing.Prepared;
import dev.headwater.core.http.EntityTags;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;

/** Prepared lists as HTTP: gzip where the app takes it, 304 where it has it already. */
final class ListResponses {
    private ListResponses() {}

    /** A list that is the same for all who see it. Sends it, or closes it. */
    static HttpResponse<?> json(HttpRequest<?> request, Prepared list) {
        MutableHttpResponse<?> response;
        if (EntityTags.anyMatches(request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH), list.etag())) {
            list.close();
            response = encoded(HttpResponse.notModified(), list);
        } else {
            response = sent(request, list, MediaType.APPLICATION_JSON_TYPE);
        }
        return response.header(HttpHeaders.ETAG, list.etag()).header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    /** A list of one line, which no cache keeps. Sends it, or closes it. */
    static MutableHttpResponse<?> own(HttpRequest<?> request, Prepared list, MediaType type) {
        return sent(request, list, type).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** The head of a list of one line: its length is not worth writing it. */
    static MutableHttpResponse<?> head(MediaType type) {
        return HttpResponse.ok()
                .contentType(type)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static MutableHttpResponse<?> sent(HttpRequest<?> request, Prepared list, MediaType type) {
        byte[] bytes = list.bytes();
        if (bytes != null) {
            return encoded(Bodies.ok(bytes, type), list);
        }
        if (request.getMethod() == HttpMethod.HEAD) {
            list.close();
            return encoded(HttpResponse.ok().contentType(type).contentLength(list.length()), list);
        }
        Optional<FileBody> file = list.file().flatMap(FileBody::of);
        if (file.isPresent()) {
            list.close();
            return encoded(HttpResponse.ok(file.get()).contentType(type).contentLength(list.length()), list);
        }
        return encoded(HttpResponse.ok(new StreamedBody(list.stream(), type, list.length())), list);
    }

    private static MutableHttpResponse<?> encoded(MutableHttpResponse<?> response, Prepared list) {
        if (list.gzip()) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
}
