package dev.headwater.api.http;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;

/** Whether this process answers. */
@Hidden
@Controller
final class HealthController {
    @Get(value = "/health", produces = MediaType.APPLICATION_JSON)
    String health() {
        return "{\"status\":\"UP\"}";
    }
}
