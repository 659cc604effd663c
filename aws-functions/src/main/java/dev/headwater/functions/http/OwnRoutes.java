package dev.headwater.functions.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import java.util.Set;

/** Answers for no controller that is not a function's own: all of them are on the class path of each. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
@Requires(property = HttpApplication.ON)
final class OwnRoutes {
    private final Own own;

    /** @param packages those with whose names the names of its controllers begin, or whole names */
    record Own(Set<String> packages) {
        boolean has(Class<?> controller) {
            return packages.stream()
                    .anyMatch(name -> controller.getName().equals(name)
                            || controller.getName().startsWith(name + "."));
        }
    }

    OwnRoutes(Own own) {
        this.own = own;
    }

    @RequestFilter
    void deny(HttpRequest<?> request) {
        boolean isAnothers = RouteAttributes.getRouteMatch(request)
                .filter(match ->
                        !(match instanceof MethodBasedRouteMatch<?, ?> method && own.has(method.getDeclaringType())))
                .isPresent();
        if (isAnothers) {
            throw new HttpStatusException(HttpStatus.NOT_FOUND, "");
        }
    }
}
