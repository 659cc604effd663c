package dev.headwater.api.http;

import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * Answers in place of the framework's: those repeat the request's URL, and here URLs carry passwords. Some come about
 * before any filter runs, so CORS is seen to here, too.
 */
@Singleton
final class PlainErrors implements ErrorResponseProcessor<String> {
    @Override
    public MutableHttpResponse<String> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        Cors.allow(response);
        return response.contentType(MediaType.TEXT_PLAIN_TYPE)
                .body(response.status().getReason().toLowerCase(Locale.ROOT) + "\n");
    }
}
