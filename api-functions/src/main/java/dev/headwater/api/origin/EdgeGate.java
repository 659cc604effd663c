package dev.headwater.api.origin;

import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** Lets edges in by their bearer token, and nobody else: no route below {@code /internal/edge} looks at more before. */
@Singleton
final class EdgeGate {
    private static final String SCHEME = "Bearer ";
    private static final int MAX_LENGTH = 4096;

    private final BeanProvider<OriginAccess> access;

    EdgeGate(BeanProvider<OriginAccess> access) {
        this.access = access;
    }

    /** The answer to an edge; 401 to others, 404 to all where nothing is for edges. */
    MutableHttpResponse<?> pass(HttpRequest<?> request, Function<OriginAccess, MutableHttpResponse<?>> answer) {
        if (!access.isPresent()) {
            return HttpResponse.notFound();
        }
        OriginAccess edges = access.get();
        List<String> given = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        boolean known = given.size() == 1
                && given.getFirst().length() <= MAX_LENGTH
                && given.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && edges.accepts(given.getFirst().substring(SCHEME.length()));
        return known
                ? answer.apply(edges)
                : HttpResponse.unauthorized()
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
