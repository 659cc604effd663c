package dev.headwater.api.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * Web players come from anywhere and send no cookies, so every answer may be read by any page. A preflight is answered
 * here, whatever its path but for the admin plane's: {@code @iptv/xtream-api} sends a content type with its GETs and so causes one each.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Cors {
    @RequestFilter
    @Nullable
    HttpResponse<?> preflight(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.OPTIONS && !isAdmin(request)
                ? allow(HttpResponse.noContent())
                        .header("Access-Control-Allow-Methods", "GET, HEAD, POST, OPTIONS")
                        .header("Access-Control-Allow-Headers", "content-type, range, authorization")
                        .header("Access-Control-Max-Age", "86400")
                : null;
    }

    @ResponseFilter
    void answer(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (!isAdmin(request)) {
            allow(response);
        }
    }

    /** No page of another origin has any business there. */
    private static boolean isAdmin(HttpRequest<?> request) {
        return request.getPath().startsWith("/admin");
    }

    /** Adds what lets any page read the answer. */
    static MutableHttpResponse<?> allow(MutableHttpResponse<?> response) {
        response.getHeaders().set("Access-Control-Allow-Origin", "*");
        response.getHeaders().set("Access-Control-Expose-Headers", "Content-Length, Content-Range, ETag, Retry-After");
        return response;
    }
}
