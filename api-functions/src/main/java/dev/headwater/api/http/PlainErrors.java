package dev.headwater.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.security.annotation.Secured;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * Answers in place of the framework's: those repeat the request's URL, and here URLs carry passwords. Some come about
 * before any filter runs, so CORS is seen to here, too.
 */
@Singleton
final class PlainErrors implements ErrorResponseProcessor<String> {
    /** What paths of the admin plane begin with: scripts read their errors, no page of another origin may. */
    private static final String ADMIN = "/admin";

    @Override
    public MutableHttpResponse<String> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = response.status();
        if (context.getRequest().getPath().startsWith(ADMIN)) {
            if (status == HttpStatus.UNAUTHORIZED) {
                response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            }
            return response.header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .contentType("application/problem+json")
                    .body("{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                            .formatted(status.getReason(), status.getCode(), detail(status, context.getRequest())));
        }
        Cors.allow(response);
        return response.contentType(MediaType.TEXT_PLAIN_TYPE)
                .body(status.getReason().toLowerCase(Locale.ROOT) + "\n");
    }

    /** What a route takes: of several permissions any will do. */
    private static String permission(HttpRequest<?> request) {
        String wanted = RouteAttributes.getRouteInfo(request)
                .map(route -> String.join(" or ", route.getAnnotationMetadata().stringValues(Secured.class)))
                .orElse("");
        return wanted.isEmpty() ? "this takes another permission" : "this takes the permission " + wanted;
    }

    private static String detail(HttpStatus status, HttpRequest<?> request) {
        return switch (status) {
            case UNAUTHORIZED -> "send an access token or an API key as a bearer token";
            case FORBIDDEN -> permission(request);
            case NOT_FOUND -> "there is no such route";
            case METHOD_NOT_ALLOWED -> "this route has other methods";
            case UNSUPPORTED_MEDIA_TYPE -> "send application/json";
            case REQUEST_ENTITY_TOO_LARGE -> "the body is too large";
            default -> status.getReason().toLowerCase(Locale.ROOT);
        };
    }
}
