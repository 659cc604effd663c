package dev.headwater.infra.api;

import dev.headwater.aws.CloudResources;
import dev.headwater.infra.Settings;
import dev.headwater.infra.function.LiveFunction;
import dev.headwater.infra.guard.EdgeGuardStack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.FunctionUrlOrigin;
import software.amazon.awscdk.services.cloudfront.origins.FunctionUrlOriginWithOACProps;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.AaaaRecord;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.CloudFrontTarget;
import software.constructs.Construct;

/** The one address of apps and administrators, by http and by https: playback from a function's URL, all else from the API. */
final class ApiDistribution extends Construct {
    private static final Duration LONGEST_ANSWER = Duration.seconds(30);
    private static final List<Integer> ERRORS = List.of(400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504);

    private final Distribution distribution;

    ApiDistribution(
            Construct scope,
            String id,
            FrontApi api,
            LiveFunction play,
            SecretValue originSecret,
            EdgeGuardStack guard,
            Settings settings) {
        super(scope, id);
        IOrigin front = HttpOrigin.Builder.create(api.host())
                .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY)
                .readTimeout(LONGEST_ANSWER)
                .customHeaders(Map.of(CloudResources.ORIGIN_HEADER, originSecret.unsafeUnwrap()))
                .build();
        FunctionUrl url = FunctionUrl.Builder.create(this, "PlayUrl")
                .function(play.live())
                .authType(FunctionUrlAuthType.AWS_IAM)
                .build();
        IOrigin playback = FunctionUrlOrigin.withOriginAccessControl(
                url,
                FunctionUrlOriginWithOACProps.builder()
                        .readTimeout(LONGEST_ANSWER)
                        .build());
        ViewerHeaders headers = new ViewerHeaders(this, "Viewer");
        Distribution.Builder builder = Distribution.Builder.create(this, "Distribution")
                .comment("Headwater's address for apps and administrators")
                .httpVersion(HttpVersion.HTTP2_AND_3)
                .webAclId(guard.aclArn())
                .defaultBehavior(headers.anonymous(front)
                        .allowedMethods(AllowedMethods.ALLOW_ALL)
                        .build())
                .additionalBehaviors(behaviors(headers, front, playback))
                .errorResponses(ERRORS.stream()
                        .map(status -> ErrorResponse.builder()
                                .httpStatus(status)
                                .ttl(Duration.seconds(0))
                                .build())
                        .toList());
        settings.domain()
                .ifPresent(domain -> builder.domainNames(List.of(domain))
                        .certificate(guard.certificate().orElseThrow()));
        this.distribution = builder.build();
        mayCall(play);
        settings.hostedZone().ifPresent(zone -> name(zone, settings.domain().orElseThrow()));
    }

    /** In this order, so that the template stays as it was. */
    private static Map<String, BehaviorOptions> behaviors(ViewerHeaders headers, IOrigin front, IOrigin playback) {
        Map<String, BehaviorOptions> behaviors = new LinkedHashMap<>();
        behaviors.put(
                "/admin*",
                headers.authorized(front)
                        .allowedMethods(AllowedMethods.ALLOW_ALL)
                        .build());
        // A body would have to be hashed by the viewer; nothing here takes one.
        behaviors.put(
                "/play/*",
                headers.anonymous(playback)
                        .allowedMethods(AllowedMethods.ALLOW_GET_HEAD_OPTIONS)
                        .build());
        return behaviors;
    }

    String host() {
        return distribution.getDistributionDomainName();
    }

    /** The permission for the URL is the origin's to give; since October 2025 the function wants this one too. */
    private void mayCall(LiveFunction play) {
        CfnPermission.Builder.create(this, "PlayThroughUrl")
                .action("lambda:InvokeFunction")
                .functionName(play.live().getFunctionArn())
                .principal("cloudfront.amazonaws.com")
                .sourceArn(distribution.getDistributionArn())
                .invokedViaFunctionUrl(true)
                .build();
    }

    private void name(String zoneId, String domain) {
        IHostedZone zone = HostedZone.fromHostedZoneAttributes(
                this,
                "Zone",
                HostedZoneAttributes.builder()
                        .hostedZoneId(zoneId)
                        .zoneName(domain)
                        .build());
        RecordTarget target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
        ARecord.Builder.create(this, "V4")
                .zone(zone)
                .recordName(domain + ".")
                .target(target)
                .build();
        AaaaRecord.Builder.create(this, "V6")
                .zone(zone)
                .recordName(domain + ".")
                .target(target)
                .build();
    }
}
