package dev.headwater.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.infra.Cloud.Resource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The one address: by http and https, nobody past CloudFront, and what a viewer is told of nowhere written down. */
class FrontTest {
    @Test
    void noDistributionRedirectsToHttps() {
        assertThat(Cloud.both().flatMap(FrontTest::behaviors))
                .hasSize(15)
                .allMatch(behavior ->
                        behavior.path("ViewerProtocolPolicy").asText().equals("allow-all"));
    }

    @Test
    void theViewersHostReachesTheFunctionsInAHeaderAlone() {
        for (Cloud cloud : List.of(Cloud.plain(), Cloud.rich())) {
            assertThat(cloud.all("AWS::CloudFront::OriginRequestPolicy"))
                    .hasSize(2)
                    .allSatisfy(policy -> {
                        JsonNode headers = policy.at("/OriginRequestPolicyConfig/HeadersConfig");
                        assertThat(headers.path("HeaderBehavior").asText()).isEqualTo("whitelist");
                        assertThat(headers.path("Headers").valueStream().map(JsonNode::asText))
                                .hasSizeLessThanOrEqualTo(10)
                                .contains(
                                        "x-headwater-host",
                                        "x-headwater-path",
                                        "CloudFront-Forwarded-Proto",
                                        "CloudFront-Viewer-Address",
                                        "CloudFront-Viewer-Country",
                                        "User-Agent")
                                .noneMatch(header -> header.equalsIgnoreCase("host"));
                    });
            assertThat(cloud.all("AWS::CloudFront::Function").stream()
                            .filter(function -> !function.id().contains("NothingElse")))
                    .hasSize(2)
                    .allSatisfy(function -> assertThat(
                                    function.at("/FunctionCode").asText())
                            .contains(
                                    "request.headers['x-headwater-host'] =", "request.headers['x-headwater-path'] ="));
        }
        assertThat(behaviors(door(Cloud.plain()))).allSatisfy(behavior -> {
            assertThat(behavior.path("FunctionAssociations").size()).isEqualTo(1);
            assertThat(behavior.has("OriginRequestPolicyId")).isTrue();
        });
    }

    @Test
    void playbackIsAskedByTheDistributionAloneAndWithoutABody() {
        Cloud cloud = Cloud.plain();
        assertThat(cloud.only("AWS::Lambda::Url", "Door").at("/AuthType").asText())
                .isEqualTo("AWS_IAM");
        JsonNode play = behaviors(door(cloud))
                .filter(behavior -> behavior.path("PathPattern").asText().equals("/play/*"))
                .findFirst()
                .orElseThrow();
        assertThat(play.path("AllowedMethods").toString()).isEqualTo("[\"GET\",\"HEAD\",\"OPTIONS\"]");
        assertThat(cloud.all("AWS::Lambda::Permission").stream()
                        .filter(permission ->
                                permission.at("/Principal").asText().equals("cloudfront.amazonaws.com")))
                .hasSize(2)
                .allMatch(permission -> permission
                        .at("/SourceArn")
                        .toString()
                        .contains(door(cloud).id()));
    }

    @Test
    void theApiIsShownASecretThatNoTemplateKnows() {
        JsonNode headers = door(Cloud.plain()).at("/DistributionConfig/Origins/0/OriginCustomHeaders/0");
        assertThat(headers.path("HeaderName").asText()).isEqualTo("x-headwater-origin");
        assertThat(headers.path("HeaderValue").toString()).contains("{{resolve:secretsmanager:");
    }

    @Test
    void noLogHasAPathOrAQuery() {
        for (Cloud cloud : List.of(Cloud.plain(), Cloud.rich())) {
            assertThat(cloud.only("AWS::ApiGatewayV2::Stage", "Front")
                            .at("/AccessLogSettings/Format")
                            .asText())
                    .contains("$context.routeKey")
                    .doesNotContainIgnoringCase("path", "query", "uri", "authorization", "input", "header");
            assertThat(cloud.all("AWS::CloudFront::Distribution"))
                    .allSatisfy(distribution -> assertThat(distribution.text()).doesNotContain("\"Logging\""));
            assertThat(cloud.all("AWS::CloudFront::RealtimeLogConfig")).isEmpty();
            assertThat(cloud.all("AWS::ElasticLoadBalancingV2::LoadBalancer"))
                    .allSatisfy(balancer ->
                            assertThat(balancer.text()).doesNotContain("access_logs.s3.enabled\",\"Value\":\"true"));
            assertThat(cloud.all("AWS::Lambda::Function"))
                    .allMatch(function -> function.at("/TracingConfig").isMissingNode());
            Resource logging = cloud.only("AWS::WAFv2::LoggingConfiguration", "WebAcl");
            assertThat(logging.at("/RedactedFields").toString())
                    .contains("UriPath", "QueryString", "authorization", "cookie");
            assertThat(cloud.only("AWS::WAFv2::WebACL", "WebAcl").text())
                    .doesNotContain("\"SampledRequestsEnabled\":true");
        }
    }

    @Test
    void onlyTheDoorIsCountedAtAndADomainIsItsName() {
        assertThat(Cloud.both()
                        .flatMap(cloud -> cloud.all("AWS::CloudFront::Distribution").stream())
                        .filter(distribution ->
                                !distribution.at("/DistributionConfig/WebACLId").isMissingNode()))
                .hasSize(2)
                .allMatch(distribution -> distribution.stack().endsWith("-api"));
        assertThat(door(Cloud.plain()).at("/DistributionConfig/Aliases").isMissingNode())
                .isTrue();
        assertThat(door(Cloud.rich()).at("/DistributionConfig/Aliases").toString())
                .isEqualTo("[\"tv.example.org\"]");
        assertThat(Cloud.rich().all("AWS::Route53::RecordSet")).hasSize(2);
    }

    @Test
    void streamHostsAreAskedForStreamsAlone() {
        Resource hosts = Cloud.plain().only("AWS::CloudFront::Distribution", "StreamHosts");
        JsonNode otherwise = hosts.at("/DistributionConfig/DefaultCacheBehavior");
        assertThat(otherwise.at("/FunctionAssociations/0/FunctionARN").toString())
                .contains("NothingElse");
        assertThat(Cloud.plain()
                        .only("AWS::CloudFront::Function", "StreamHostsNothingElse")
                        .at("/FunctionCode")
                        .asText())
                .contains("statusCode: 404");
        assertThat(hosts.at("/DistributionConfig/CacheBehaviors").findValuesAsText("PathPattern"))
                .containsExactly("/play/*");
    }

    @Test
    void howeverALoginIsSpelledItIsCounted() {
        Resource acl = Cloud.plain().only("AWS::WAFv2::WebACL", "WebAcl");
        for (String path : List.of("/player_api.php", "/xmltv.php", "/live/", "/movie/", "/admin/api/v1/auth/")) {
            assertThat(acl.text()).contains("\"SearchString\":\"" + path + "\"");
        }
        assertThat(acl.text()).contains("URL_DECODE", "NORMALIZE_PATH").doesNotContain("\"NONE\"");
    }

    private static Resource door(Cloud cloud) {
        return cloud.only("AWS::CloudFront::Distribution", "Door");
    }

    private static Stream<JsonNode> behaviors(Cloud cloud) {
        return cloud.all("AWS::CloudFront::Distribution").stream().flatMap(FrontTest::behaviors);
    }

    private static Stream<JsonNode> behaviors(Resource distribution) {
        return Stream.concat(
                Stream.of(distribution.at("/DistributionConfig/DefaultCacheBehavior")),
                distribution.at("/DistributionConfig/CacheBehaviors").valueStream());
    }
}
