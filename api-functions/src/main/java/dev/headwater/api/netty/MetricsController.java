package dev.headwater.api.netty;

import dev.headwater.api.metrics.MetricsAccess;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** {@code /metrics}: for whom it is not, it is not there. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {
    private final BeanProvider<MetricsPage> page;
    private final BeanProvider<MetricsAccess> access;

    MetricsController(BeanProvider<MetricsPage> page, BeanProvider<MetricsAccess> access) {
        this.page = page;
        this.access = access;
    }

    @Get(value = "/metrics", produces = MediaType.ALL)
    HttpResponse<?> metrics(HttpRequest<?> request) {
        if (!page.isPresent() || !access.isPresent() || !access.get().mayRead(request)) {
            return HttpResponse.notFound();
        }
        return HttpResponse.ok(page.get().text())
                .header(HttpHeaders.CONTENT_TYPE, MetricsPage.TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
