package dev.headwater.api.xtream;

import dev.headwater.api.http.Refusals;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

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
        return Refusals.of(HttpStatus.FORBIDDEN, why);
    }
}
