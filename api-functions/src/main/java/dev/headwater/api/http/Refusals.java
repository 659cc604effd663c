package dev.headwater.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Answers to who does not get what it asks for: a line of text that no cache keeps. */
public final class Refusals {
    private Refusals() {}

    /** @param why without a line end */
    public static MutableHttpResponse<?> of(HttpStatus status, String why) {
        return HttpResponse.status(status)
                .contentType(MediaType.TEXT_PLAIN_TYPE)
                .body(why + "\n")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
