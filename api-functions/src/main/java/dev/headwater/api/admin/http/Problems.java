package dev.headwater.api.admin.http;

import dev.headwater.api.admin.OperationException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Answers where an operation could not be done. */
@Singleton
public final class Problems implements ExceptionHandler<OperationException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // The interface has it so.
    public HttpResponse<?> handle(HttpRequest request, OperationException e) {
        HttpStatus status = switch (e.kind()) {
            case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
            case MISSING -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case STALE -> HttpStatus.PRECONDITION_FAILED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
        };
        return of(status, String.valueOf(e.getMessage()), e.field());
    }

    /** @param field which of the fields that were sent is to blame; null: none */
    public static MutableHttpResponse<?> of(HttpStatus status, String detail, @Nullable String field) {
        return HttpResponse.status(status)
                .contentType(Problem.TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Problem(status.getReason(), status.getCode(), detail, field));
    }
}
