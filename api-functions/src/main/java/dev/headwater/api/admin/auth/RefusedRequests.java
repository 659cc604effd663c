package dev.headwater.api.admin.auth;

import dev.headwater.api.admin.AdminProperties;
import dev.headwater.api.admin.document.AdminRoute;
import dev.headwater.api.admin.document.AdminRoutes;
import dev.headwater.api.admin.people.Refusals;
import dev.headwater.api.http.Callers;
import dev.headwater.api.http.RequestIds;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import io.micronaut.security.authentication.WwwAuthenticateChallengeProvider;
import io.micronaut.security.config.RedirectConfiguration;
import io.micronaut.security.config.RedirectService;
import io.micronaut.security.errors.PriorToLoginPersistence;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/** Answers as the framework does where a route is not for who asks, and writes it down: the gate of operations sees none of it. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class RefusedRequests extends DefaultAuthorizationExceptionHandler {
    private final Refusals refusals;
    private final Callers callers;
    private final ExecutorService blocking;
    private volatile @Nullable Map<String, String> operations;

    RefusedRequests(
            ErrorResponseProcessor<?> answers,
            RedirectConfiguration redirects,
            RedirectService redirecting,
            List<WwwAuthenticateChallengeProvider<HttpRequest<?>>> challenges,
            @Nullable PriorToLoginPersistence<?, ?> before,
            Refusals refusals,
            Callers callers,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        super(answers, redirects, redirecting, challenges, before);
        this.refusals = refusals;
        this.callers = callers;
        this.blocking = blocking;
    }

    @Factory
    static final class Log {
        @Singleton
        Refusals refusals(People people) {
            return new Refusals(people.log(), people.clock());
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // The framework has it so.
    public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException e) {
        Authentication who = e.getAuthentication();
        if (e.isForbidden() && who != null && request.getPath().startsWith(AdminProperties.BASE)) {
            Refusals.Refusal refusal = new Refusals.Refusal(
                    Refusals.Kind.FORBIDDEN,
                    who.getName(),
                    action(request),
                    "",
                    "this takes another permission",
                    callers.addressOf(request),
                    RequestIds.nameOf(request).orElse(null));
            if (Schedulers.isInNonBlockingThread()) {
                // The event loop waits for no store.
                blocking.execute(() -> refusals.note(refusal));
            } else {
                // A function may stand still as soon as it has answered.
                refusals.note(refusal);
            }
        }
        return super.handle(request, e);
    }

    /** The operation's name, or what was asked where the route is none. */
    private String action(HttpRequest<?> request) {
        String method = request.getMethodName();
        return RouteAttributes.getRouteInfo(request)
                .filter(UriRouteInfo.class::isInstance)
                .map(route -> ((UriRouteInfo<?, ?>) route).getUriMatchTemplate().toPathString())
                .map(path -> operations().getOrDefault(method + " " + path, method + " " + path))
                .orElse(method);
    }

    /** Names of operations by method and path; read when the first is refused. */
    private Map<String, String> operations() {
        Map<String, String> known = operations;
        if (known == null) {
            known = AdminRoutes.packaged().all().stream()
                    .collect(Collectors.toMap(
                            route -> route.method() + " " + route.path(), AdminRoute::operation, (a, b) -> a));
            operations = known;
        }
        return known;
    }
}
