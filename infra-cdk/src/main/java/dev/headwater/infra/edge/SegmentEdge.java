package dev.headwater.infra.edge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.KeyGroup;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOriginWithOACProps;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** A distribution that serves segments to whoever has a signature, by http and by https. */
final class SegmentEdge extends Construct {
    /** A segment asked for a moment too early must not stay missing. */
    private static final Duration ERRORS_CACHED = Duration.seconds(1);

    private static final List<Integer> ERRORS = List.of(403, 404, 500, 502, 503, 504);

    private final int number;
    private final Distribution distribution;

    /** @param media without the power to change its policy, which would tie its stack to this one in a circle */
    SegmentEdge(
            Construct scope,
            int number,
            IBucket media,
            SegmentDelivery delivery,
            KeyGroup keys,
            Optional<String> originShield) {
        super(scope, "Edge" + number);
        this.number = number;
        S3BucketOriginWithOACProps.Builder origin =
                S3BucketOriginWithOACProps.builder().originAccessControl(delivery.access());
        originShield.ifPresent(origin::originShieldRegion);
        this.distribution = Distribution.Builder.create(this, "Distribution")
                .comment("Headwater's edge " + number)
                .httpVersion(HttpVersion.HTTP2_AND_3)
                .defaultBehavior(BehaviorOptions.builder()
                        .origin(S3BucketOrigin.withOriginAccessControl(media, origin.build()))
                        .trustedKeyGroups(List.of(keys))
                        // Players follow no redirect between http and https.
                        .viewerProtocolPolicy(ViewerProtocolPolicy.ALLOW_ALL)
                        .allowedMethods(AllowedMethods.ALLOW_GET_HEAD_OPTIONS)
                        .cachePolicy(delivery.cache())
                        .responseHeadersPolicy(delivery.headers())
                        .compress(false)
                        .build())
                .errorResponses(ERRORS.stream()
                        .map(status -> ErrorResponse.builder()
                                .httpStatus(status)
                                .ttl(ERRORS_CACHED)
                                .build())
                        .toList())
                .build();
    }

    Distribution distribution() {
        return distribution;
    }

    String name() {
        return "cloudfront-" + number;
    }

    /** Two members of the pool, since an edge is reached by one scheme. */
    Stream<Map<String, String>> registrations() {
        return Stream.of("https", "http")
                .map(scheme -> Map.of(
                        "Name",
                        scheme.equals("https") ? name() : name() + "-http",
                        "Url",
                        scheme + "://" + distribution.getDistributionDomainName()));
    }
}
