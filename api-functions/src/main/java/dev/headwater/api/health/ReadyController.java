package dev.headwater.api.health;

import dev.headwater.api.metrics.MetricsAccess;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** {@code /ready}: 200 or 503 to everybody, and what is wrong to those who may know it. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReadyController {
    private final BeanProvider<Readiness> readiness;
    private final BeanProvider<MetricsAccess> access;

    ReadyController(BeanProvider<Readiness> readiness, BeanProvider<MetricsAccess> access) {
        this.readiness = readiness;
        this.access = access;
    }

    @Get(value = "/ready", produces = MediaType.APPLICATION_JSON)
    HttpResponse<?> ready(HttpRequest<?> request) {
        if (!readiness.isPresent()) {
            return HttpResponse.notFound();
        }
        Readiness.Report report = readiness.get().look();
        boolean isTold = access.isPresent() && access.get().mayRead(request);
        return HttpResponse.status(report.isReady() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(ReadyBody.of(report, isTold))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
