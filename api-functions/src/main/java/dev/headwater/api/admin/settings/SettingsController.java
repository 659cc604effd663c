package dev.headwater.api.admin.settings;

import dev.headwater.api.admin.Operation.None;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.settings.SettingsOperations.Change;
import dev.headwater.api.admin.settings.SettingsOperations.View;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What can be set while Headwater runs. */
@Controller("/admin/api/v1/settings")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Settings")
final class SettingsController {
    private final AdminCalls calls;
    private final SettingsOperations settings;

    SettingsController(AdminCalls calls, SettingsOperations settings) {
        this.calls = calls;
        this.settings = settings;
    }

    /** The settings in force. */
    @Get
    @Secured("settings:read")
    @Operation(operationId = "settings.show")
    HttpResponse<View> settings(HttpRequest<?> request) {
        return calls.one(request, settings.show, None.NONE);
    }

    /** Changes what is named. A shorter time for the audit log hides older entries at once. */
    @Patch
    @Secured("settings:write")
    @Operation(operationId = "settings.set")
    HttpResponse<View> changeSettings(HttpRequest<?> request, @Body Change change) {
        return calls.one(request, settings.set, change);
    }
}
