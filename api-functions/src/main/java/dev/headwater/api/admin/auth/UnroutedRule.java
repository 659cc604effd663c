package dev.headwater.api.admin.auth;

import dev.headwater.api.admin.AdminProperties;
import dev.headwater.api.admin.OperationException;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Lets whoever is known learn that there is no such route, that it has other methods, or that it takes another type of
 * body: without a route there is nothing to guard. Who is not known learns none of it. A route of players that matches a
 * path of the admin plane, as their short way to a stream would, is none here.
 */
@Singleton
final class UnroutedRule implements SecurityRule<HttpRequest<?>> {
    @Override
    public Publisher<SecurityRuleResult> check(HttpRequest<?> request, @Nullable Authentication who) {
        if (who == null) {
            return Mono.just(SecurityRuleResult.UNKNOWN);
        }
        Optional<RouteMatch<?>> route = RouteAttributes.getRouteMatch(request);
        if (route.isEmpty()) {
            return Mono.just(SecurityRuleResult.ALLOWED);
        }
        return isOfThePlane(route.get())
                ? Mono.just(SecurityRuleResult.UNKNOWN)
                : Mono.error(OperationException.missing("there is no such route"));
    }

    private static boolean isOfThePlane(RouteMatch<?> route) {
        return route.getRouteInfo() instanceof UriRouteInfo<?, ?> info
                && info.getUriMatchTemplate().toPathString().startsWith(AdminProperties.BASE + "/");
    }
}
