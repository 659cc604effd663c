package dev.headwater.api.origin;

import dev.headwater.core.store.ObjectKeys;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Head;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** {@code /internal/edge/…}: what edges on other machines read. */
@Hidden
@Controller("/internal/edge")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OriginController {
    private static final String OBJECTS = "/internal/edge/objects/";
    /** Listings and all else in the store are nothing to edges. */
    private static final String MEDIA = "hls/";

    private final EdgeGate gate;
    private final StoredObjects objects;

    OriginController(EdgeGate gate, StoredObjects objects) {
        this.gate = gate;
        this.objects = objects;
    }

    @Get(value = "/keys", produces = MediaType.APPLICATION_JSON)
    HttpResponse<?> keys(HttpRequest<?> request) {
        return gate.pass(
                request,
                edges -> HttpResponse.ok(KeysBody.of(edges.keys(), edges.withheld()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }

    @Get(value = "/objects/{+key}", produces = MediaType.ALL, headRoute = false)
    HttpResponse<?> object(HttpRequest<?> request) {
        return objectOf(request);
    }

    @Head("/objects/{+key}")
    @Produces(MediaType.ALL)
    HttpResponse<?> head(HttpRequest<?> request) {
        return objectOf(request);
    }

    private HttpResponse<?> objectOf(HttpRequest<?> request) {
        return gate.pass(request, _ -> {
            // As it was spelled: nothing is decoded, so there is nothing to climb out with.
            String path = request.getUri().getRawPath();
            String key = path.startsWith(OBJECTS) ? path.substring(OBJECTS.length()) : "";
            return key.startsWith(MEDIA) && ObjectKeys.isValid(key)
                    ? objects.answer(key, request.getHeaders(), request.getMethod() == HttpMethod.GET)
                    : HttpResponse.notFound();
        });
    }
}
