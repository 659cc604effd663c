package dev.headwater.api.admin.http;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/** What is said of the whole API in its document. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Headwater admin API",
                        version = "1",
                        description =
                                "Everything that manages Headwater. Send an access token or an API key as a bearer token."),
        security = @SecurityRequirement(name = "bearer"))
@SecurityScheme(name = "bearer", type = SecuritySchemeType.HTTP, scheme = "bearer")
final class AdminApi {
    private AdminApi() {}
}
