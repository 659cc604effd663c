package dev.headwater.infra.api;

import dev.headwater.infra.function.LiveFunction;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegrationProps;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** The HTTP API of apps and administrators. Its functions refuse whoever does not come through CloudFront. */
final class FrontApi extends Construct {
    /** Paths and queries hold what lines log in with, so the log has the route's pattern instead. */
    private static final List<String> LOGGED = List.of(
            "requestId",
            "requestTime",
            "routeKey",
            "status",
            "responseLength",
            "responseLatency",
            "integrationStatus",
            "integrationErrorMessage");

    private final HttpApi api;

    FrontApi(Construct scope, String id, LiveFunction xtream, LiveFunction admin) {
        super(scope, id);
        this.api = HttpApi.Builder.create(this, "Api")
                .description("Xtream and admin API")
                .createDefaultStage(false)
                .build();
        route("Xtream", xtream, Routes.XTREAM);
        route("Admin", admin, Routes.ADMIN);
        HttpStage stage = HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .detailedMetricsEnabled(true)
                .build();
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        ((CfnStage) stage.getNode().getDefaultChild())
                .setAccessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
                        .destinationArn(log.getLogGroupArn())
                        .format(LOGGED.stream()
                                .map(name -> "\"%s\":\"$context.%s\"".formatted(name, name))
                                .collect(Collectors.joining(",", "{", "}")))
                        .build());
    }

    /** The API's own host. */
    String host() {
        Stack stack = Stack.of(this);
        return Stream.of(api.getApiId(), "execute-api", stack.getRegion(), stack.getUrlSuffix())
                .collect(Collectors.joining("."));
    }

    HttpApi api() {
        return api;
    }

    private void route(String id, LiveFunction function, List<String> paths) {
        HttpLambdaIntegration integration = new HttpLambdaIntegration(
                id,
                function.live(),
                HttpLambdaIntegrationProps.builder()
                        .scopePermissionToRoute(false)
                        .build());
        for (String path : paths) {
            api.addRoutes(AddRoutesOptions.builder()
                    .path(path)
                    .methods(List.of(HttpMethod.ANY))
                    .integration(integration)
                    .build());
        }
    }
}
