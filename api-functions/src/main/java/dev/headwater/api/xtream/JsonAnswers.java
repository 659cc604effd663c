package dev.headwater.api.xtream;

import dev.headwater.api.http.Bodies;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Answers made for one request: JSON that no cache keeps, compressed where that is worth it and the app takes it. */
@Singleton
final class JsonAnswers {
    /** Below it, the headers weigh more. */
    private static final int WORTH_ZIPPING = 1024;

    private final ObjectMapper json;

    JsonAnswers(ObjectMapper json) {
        this.json = json;
    }

    HttpResponse<?> of(HttpRequest<?> request, Object body) {
        try {
            return ofBytes(request, json.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param text JSON as it is */
    HttpResponse<?> ofText(HttpRequest<?> request, String text) {
        return ofBytes(request, text.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<?> ofBytes(HttpRequest<?> request, byte[] plain) {
        return Bodies.zipped(request, plain, MediaType.APPLICATION_JSON_TYPE, WORTH_ZIPPING)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
