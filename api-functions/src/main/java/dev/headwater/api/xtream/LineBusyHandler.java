package dev.headwater.api.xtream;

import dev.headwater.api.http.Refusals;
import dev.headwater.api.listing.LineBusyException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** The answer to a line that asks for one long list while another is being written for it. */
@Singleton
final class LineBusyHandler implements ExceptionHandler<LineBusyException, HttpResponse<?>> {
    private static final String SOON = "2";

    @Override
    @SuppressWarnings("rawtypes") // the interface has it so
    public HttpResponse<?> handle(HttpRequest request, LineBusyException exception) {
        return Refusals.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "another list is being written for this line, try again in a moment")
                .header(HttpHeaders.RETRY_AFTER, SOON);
    }
}
