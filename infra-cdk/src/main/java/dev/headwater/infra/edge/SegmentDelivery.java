package dev.headwater.infra.edge;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersCorsBehavior;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.S3OriginAccessControl;
import software.constructs.Construct;

/** What all edges share: how long they keep segments, whom they let read them, and how they ask the bucket. */
final class SegmentDelivery extends Construct {
    private static final int YEAR_DAYS = 365;

    private final CachePolicy cache;
    private final ResponseHeadersPolicy headers;
    private final S3OriginAccessControl access;

    SegmentDelivery(Construct scope, String id) {
        super(scope, id);
        // A segment never changes, and CloudFront takes the signature off before it looks into its cache.
        this.cache = CachePolicy.Builder.create(this, "Cache")
                .comment("Segments, by their path alone")
                .minTtl(Duration.seconds(0))
                .defaultTtl(Duration.days(1))
                .maxTtl(Duration.days(YEAR_DAYS))
                .build();
        this.headers = ResponseHeadersPolicy.Builder.create(this, "Headers")
                .comment("Every web page may play segments")
                .corsBehavior(ResponseHeadersCorsBehavior.builder()
                        .accessControlAllowOrigins(List.of("*"))
                        .accessControlAllowMethods(List.of("GET", "HEAD", "OPTIONS"))
                        .accessControlAllowHeaders(List.of("*"))
                        .accessControlExposeHeaders(List.of("Content-Length", "Content-Range", "ETag"))
                        .accessControlAllowCredentials(false)
                        .accessControlMaxAge(Duration.days(1))
                        .originOverride(true)
                        .build())
                .build();
        this.access = S3OriginAccessControl.Builder.create(this, "Access").build();
    }

    CachePolicy cache() {
        return cache;
    }

    ResponseHeadersPolicy headers() {
        return headers;
    }

    S3OriginAccessControl access() {
        return access;
    }
}
