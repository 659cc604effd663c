package dev.headwater.api.admin.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.headwater.api.admin.Operations;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.inject.Provider;

/** The document of the admin API, for whoever is known, whatever they may: as YAML, or as JSON where that is asked for. */
@Hidden
@Controller("/admin/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
final class ApiDocumentController {
    private static final String YAML = "application/yaml";

    /** Made when it is first asked for: few servers are. */
    private final Provider<ApiDocument> document;

    ApiDocumentController(Provider<ApiDocument> document) {
        this.document = document;
    }

    @Get(value = "/openapi", produces = MediaType.ALL)
    HttpResponse<String> document(HttpRequest<?> request) throws JsonProcessingException {
        boolean isJson = request.getHeaders().accept().stream()
                .anyMatch(type -> type.getName().equals(MediaType.APPLICATION_JSON));
        return isJson ? json() : HttpResponse.ok(document.get().yaml()).contentType(YAML);
    }

    @Get(value = "/openapi.json", produces = MediaType.ALL)
    HttpResponse<String> json() throws JsonProcessingException {
        String text = Operations.JSON.writeValueAsString(document.get().json());
        return HttpResponse.ok(text).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
