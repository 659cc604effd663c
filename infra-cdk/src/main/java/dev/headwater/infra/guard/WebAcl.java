package dev.headwater.infra.guard;

import dev.headwater.infra.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration.FieldToMatchProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.constructs.Construct;

/** How often one address may ask. Neither its log nor its samples show what lines log in with. */
final class WebAcl extends Construct {
    /** In five minutes. A household of ten screens asks some 10,000 times: two lists and segments every other second. */
    private static final int REQUESTS = 20_000;
    /** In five minutes: many apps log in again with every list they fetch. */
    private static final int LOGINS = 3_000;
    /** In five minutes, of people's logins. */
    private static final int ADMIN_LOGINS = 100;

    /** Where lines say who they are. Short addresses, {@code /USER/PASSWORD/ID}, begin with no word to know them by. */
    private static final List<String> LOGIN_PATHS = List.of(
            "/player_api.php",
            "/get.php",
            "/panel_api.php",
            "/xmltv.php",
            "/enigma2.php",
            "/epg/",
            "/playlist/",
            "/live/",
            "/movie/",
            "/series/",
            "/timeshift/",
            "/streaming/");

    private final CfnWebACL acl;

    WebAcl(Construct scope, String id, Settings settings) {
        super(scope, id);
        this.acl = CfnWebACL.Builder.create(this, "Acl")
                .scope("CLOUDFRONT")
                .description("How often one address may ask Headwater")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(visible("headwater"))
                .rules(List.of(
                        rate(1, "admin-logins", ADMIN_LOGINS, begins("/admin/api/v1/auth/")),
                        rate(
                                2,
                                "line-logins",
                                LOGINS,
                                LOGIN_PATHS.stream().map(WebAcl::begins).toArray(CfnWebACL.StatementProperty[]::new)),
                        rate(3, "requests", REQUESTS)))
                .build();
        log(settings);
    }

    String arn() {
        return acl.getAttrArn();
    }

    private void log(Settings settings) {
        LogGroup group = LogGroup.Builder.create(this, "Log")
                // WAF writes to groups of this beginning alone.
                .logGroupName("aws-waf-logs-" + settings.name())
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        CfnLoggingConfiguration.Builder.create(this, "Logging")
                .resourceArn(acl.getAttrArn())
                .logDestinationConfigs(List.of(Fn.join(
                        "",
                        List.of(
                                "arn:",
                                Aws.PARTITION,
                                ":logs:",
                                EdgeGuardStack.REGION,
                                ":",
                                Aws.ACCOUNT_ID,
                                ":log-group:",
                                group.getLogGroupName()))))
                .redactedFields(Stream.concat(
                                Stream.of(
                                        FieldToMatchProperty.builder()
                                                .uriPath(Map.of())
                                                .build(),
                                        FieldToMatchProperty.builder()
                                                .queryString(Map.of())
                                                .build()),
                                Stream.of("authorization", "cookie")
                                        .map(name -> FieldToMatchProperty.builder()
                                                .singleHeader(Map.of("Name", name))
                                                .build()))
                        .toList())
                .loggingFilter(onlyBlocked())
                .build();
    }

    private static Map<String, Object> onlyBlocked() {
        return Map.of(
                "DefaultBehavior",
                "DROP",
                "Filters",
                List.of(Map.of(
                        "Behavior", "KEEP",
                        "Requirement", "MEETS_ANY",
                        "Conditions", List.of(Map.of("ActionCondition", Map.of("Action", "BLOCK"))))));
    }

    private static CfnWebACL.RuleProperty rate(
            int priority, String name, int limit, CfnWebACL.StatementProperty... where) {
        CfnWebACL.RateBasedStatementProperty.Builder rate = CfnWebACL.RateBasedStatementProperty.builder()
                .aggregateKeyType("IP")
                .limit(limit);
        if (where.length == 1) {
            rate.scopeDownStatement(where[0]);
        } else if (where.length > 1) {
            rate.scopeDownStatement(CfnWebACL.StatementProperty.builder()
                    .orStatement(CfnWebACL.OrStatementProperty.builder()
                            .statements(List.of(where))
                            .build())
                    .build());
        }
        return CfnWebACL.RuleProperty.builder()
                .name(name)
                .priority(priority)
                .action(CfnWebACL.RuleActionProperty.builder()
                        .block(CfnWebACL.BlockActionProperty.builder().build())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .rateBasedStatement(rate.build())
                        .build())
                .visibilityConfig(visible(name))
                .build();
    }

    private static CfnWebACL.StatementProperty begins(String path) {
        return CfnWebACL.StatementProperty.builder()
                .byteMatchStatement(CfnWebACL.ByteMatchStatementProperty.builder()
                        .fieldToMatch(CfnWebACL.FieldToMatchProperty.builder()
                                .uriPath(Map.of())
                                .build())
                        .positionalConstraint("STARTS_WITH")
                        .searchString(path)
                        // As those behind it read a path: "%61uth" is "auth" to them.
                        .textTransformations(List.of(transformed(0, "URL_DECODE"), transformed(1, "NORMALIZE_PATH")))
                        .build())
                .build();
    }

    private static CfnWebACL.TextTransformationProperty transformed(int priority, String type) {
        return CfnWebACL.TextTransformationProperty.builder()
                .priority(priority)
                .type(type)
                .build();
    }

    /** Samples would show whole paths in the console. */
    private static CfnWebACL.VisibilityConfigProperty visible(String metric) {
        return CfnWebACL.VisibilityConfigProperty.builder()
                .cloudWatchMetricsEnabled(true)
                .metricName(metric)
                .sampledRequestsEnabled(false)
                .build();
    }
}
