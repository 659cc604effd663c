package dev.headwater.api.xtream;

import dev.headwater.api.http.Bodies;
import dev.headwater.api.http.Codings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

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
        boolean zip = plain.length > WORTH_ZIPPING && Codings.takesGzip(request);
        MutableHttpResponse<?> response = Bodies.ok(zip ? gzip(plain) : plain, MediaType.APPLICATION_JSON_TYPE);
        if (zip) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
