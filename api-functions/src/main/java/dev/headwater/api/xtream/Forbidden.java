package dev.headwater.api.xtream;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;

/** The answers to who asks for a file it may not have. */
final class Forbidden {
    private Forbidden() {}

    static HttpResponse<?> wrongLogin() {
        return because("wrong user name or password");
    }

    static HttpResponse<?> notActive() {
        return because("this line is not active");
    }

    private static HttpResponse<?> because(String why) {
        return HttpResponse.status(HttpStatus.FORBIDDEN)
                .contentType(MediaType.TEXT_PLAIN_TYPE)
                .body(why + "\n")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
