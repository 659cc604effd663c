package dev.headwater.api.ts;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Streams as HTTP: no length, and the connection ends with the stream. */
public final class TsResponses {
    private static final MediaType MPEG_TS = MediaType.of(TsBodyWriter.MPEG_TS);

    private TsResponses() {}

    /** 200 with the stream as its body. Whoever does not send it closes the stream. */
    public static MutableHttpResponse<TsStream> of(TsStream stream) {
        return headed(HttpResponse.ok(stream));
    }

    /** The same without a stream, for who only looks. */
    public static MutableHttpResponse<?> head() {
        return headed(HttpResponse.ok());
    }

    private static <T> MutableHttpResponse<T> headed(MutableHttpResponse<T> response) {
        return response.contentType(MPEG_TS)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONNECTION, "close");
    }
}
