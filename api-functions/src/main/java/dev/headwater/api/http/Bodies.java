package dev.headwater.api.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Bodies that stand ready as bytes. */
public final class Bodies {
    private Bodies() {}

    /** 200 with its length named, so that the answer to a HEAD names it too. */
    public static MutableHttpResponse<byte[]> ok(byte[] bytes, MediaType type) {
        return HttpResponse.ok(bytes).contentType(type).contentLength(bytes.length);
    }
}
