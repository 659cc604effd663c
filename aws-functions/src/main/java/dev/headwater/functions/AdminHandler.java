package dev.headwater.functions;

import dev.headwater.aws.FunctionNeeds;
import dev.headwater.aws.stores.StoreLimits;
import java.util.List;
import java.util.Set;

/** The admin API. */
public final class AdminHandler extends HttpFunction {
    private static final Set<String> CONTROLLERS =
            Set.of("dev.headwater.api.admin", "dev.headwater.api.http.HealthController");

    public AdminHandler() {
        super(
                () -> HttpStage.open(
                        Account.open(System.getenv(), FunctionNeeds.ALL, StoreLimits.HURRIED),
                        CONTROLLERS,
                        true,
                        System.out::println),
                List.of("/health", "/admin/api/v1/lines", "/admin/api/openapi"));
    }
}
