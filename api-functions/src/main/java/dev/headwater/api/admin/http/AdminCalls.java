package dev.headwater.api.admin.http;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.Tagged;
import dev.headwater.api.http.Callers;
import dev.headwater.api.http.RequestIds;
import dev.headwater.core.admin.Caller;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From a request to an operation, on behalf of who sent it. */
@Singleton
public final class AdminCalls {
    /** The attribute of an {@link Authentication} that says who it is. */
    public static final String CALLER = "caller";

    private static final String LIMIT = "limit";
    private static final Set<String> PAGING = Set.of("search", "sort", LIMIT, "cursor");

    private static final String FILTER = "filter.";

    private final Operations operations;
    private final Callers callers;

    AdminCalls(Operations operations, Callers callers) {
        this.operations = operations;
        this.callers = callers;
    }

    /** Does what is asked; refusals are thrown, and answered by {@link Problems}. */
    public <A, R> R run(HttpRequest<?> request, Operation<A, R> operation, A argument) {
        try {
            return operations.run(call(request), operation, argument);
        } catch (OperationException e) {
            throw asSent(request, e);
        }
    }

    /** The filter of a list was sent as parameters: it is {@code state} there that operations call {@code filter.state}. */
    private static OperationException asSent(HttpRequest<?> request, OperationException e) {
        String field = e.field();
        return request.getMethod() == HttpMethod.GET && field != null && field.startsWith(FILTER)
                ? e.as(field.substring(FILTER.length()))
                : e;
    }

    /** Does what is asked in the course of a request. */
    public <A, R> R run(Call call, Operation<A, R> operation, A argument) {
        return operations.run(call, operation, argument);
    }

    /** Does what is asked, and names what the thing is like now for the next {@code If-Match}. */
    public <A, R> HttpResponse<R> one(HttpRequest<?> request, Operation<A, R> operation, A argument) {
        return tagged(HttpResponse.ok(run(request, operation, argument)));
    }

    /** Adds what is asked: 201. */
    public <A, R> HttpResponse<R> added(HttpRequest<?> request, Operation<A, R> operation, A argument) {
        return tagged(HttpResponse.created(run(request, operation, argument)));
    }

    private static <R> HttpResponse<R> tagged(io.micronaut.http.MutableHttpResponse<R> response) {
        response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (response.body() instanceof Tagged tagged && tagged.etag() != null) {
            response.header(HttpHeaders.ETAG, "\"" + tagged.etag() + "\"");
        }
        return response;
    }

    /** What is asked for of a list; what is no word of paging is a column and what it has to be. */
    public static ListQuery query(HttpRequest<?> request, Paging paging) {
        if (paging.limit() == null && request.getParameters().contains(LIMIT)) {
            throw OperationException.invalid(LIMIT, "a page has 1 to " + ListQuery.MAX_LIMIT);
        }
        Map<String, String> filter = new HashMap<>();
        request.getParameters().forEach(entry -> {
            if (!PAGING.contains(entry.getKey())) {
                filter.put(entry.getKey(), entry.getValue().getFirst());
            }
        });
        return new ListQuery(paging.search(), paging.sort(), filter, paging.limit(), paging.cursor());
    }

    /** What the path says; where the body says it as well, it is the same: nothing that was sent is passed over. */
    public static <T> T ofPath(String field, @Nullable T sent, T path) {
        if (sent != null && !sent.equals(path)) {
            throw OperationException.invalid(field, "the path says which it is: this can not be changed");
        }
        return path;
    }

    /** Who asks, and how. */
    public Call call(HttpRequest<?> request) {
        Caller caller = request.getUserPrincipal(Authentication.class)
                .flatMap(who -> Optional.ofNullable(who.getAttributes().get(CALLER)))
                .map(Caller.class::cast)
                .orElseThrow(() -> OperationException.forbidden("nobody is known by that name"));
        return new Call(
                caller, callers.addressOf(request), RequestIds.nameOf(request).orElse(null), ifMatch(request));
    }

    /** Without its quotes; a weak one matches nothing. */
    private static @Nullable String ifMatch(HttpRequest<?> request) {
        return request.getHeaders()
                .findFirst(HttpHeaders.IF_MATCH)
                .map(tag -> tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"")
                        ? tag.substring(1, tag.length() - 1)
                        : tag)
                .orElse(null);
    }
}
