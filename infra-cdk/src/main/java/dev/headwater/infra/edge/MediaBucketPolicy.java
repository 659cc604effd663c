package dev.headwater.infra.edge;

import dev.headwater.aws.CloudResources;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BucketPolicy;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * Who else may read the media bucket: our own distributions, segments alone. It stands with the edges, since it names them,
 * and they name the bucket.
 */
final class MediaBucketPolicy extends Construct {
    static final String SERVED = "hls/*";

    MediaBucketPolicy(Construct scope, String id, IBucket media, List<String> distributions, RemovalPolicy removal) {
        super(scope, id);
        BucketPolicy policy = BucketPolicy.Builder.create(this, "Policy")
                .bucket(media)
                .removalPolicy(removal)
                .build();
        policy.getDocument()
                .addStatements(
                        PolicyStatement.Builder.create()
                                .sid("OnlyEncrypted")
                                .effect(Effect.DENY)
                                .principals(List.of(new AnyPrincipal()))
                                .actions(List.of("s3:*"))
                                // An app that speaks http follows no redirect to https, and it is its own list.
                                .notResources(List.of(media.arnForObjects(CloudResources.ANSWERS + "*")))
                                .conditions(Map.of("Bool", Map.of("aws:SecureTransport", "false")))
                                .build(),
                        PolicyStatement.Builder.create()
                                .sid("EdgesReadSegments")
                                .principals(List.of(new ServicePrincipal("cloudfront.amazonaws.com")))
                                .actions(List.of("s3:GetObject"))
                                .resources(List.of(media.arnForObjects(SERVED)))
                                .conditions(Map.of("StringEquals", Map.of("aws:SourceArn", distributions)))
                                .build());
    }
}
