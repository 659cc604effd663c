package dev.headwater.infra.media;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.mediaconvert.CfnQueue;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** MediaConvert's queue, and the role by which it reads uploads and writes what edges serve. */
public final class Transcoding extends Construct {
    private final Role role;
    private final CfnQueue queue;

    Transcoding(Construct scope, String id, IBucket media, IBucket uploads) {
        super(scope, id);
        this.role = Role.Builder.create(this, "Role")
                .assumedBy(ServicePrincipal.Builder.create("mediaconvert.amazonaws.com")
                        .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                        .build())
                .description("MediaConvert reads uploads and writes films")
                .build();
        role.addToPolicy(allow(List.of("s3:GetObject"), uploads.arnForObjects("uploads/*")));
        role.addToPolicy(allow(
                List.of("s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"),
                media.arnForObjects("hls/*"),
                media.arnForObjects("vod/*")));
        role.addToPolicy(
                allow(List.of("s3:GetBucketLocation", "s3:ListBucket"), uploads.getBucketArn(), media.getBucketArn()));
        this.queue = CfnQueue.Builder.create(this, "Queue")
                .description("Films and episodes")
                .pricingPlan("ON_DEMAND")
                .build();
    }

    public Role role() {
        return role;
    }

    public String queueArn() {
        return queue.getAttrArn();
    }

    private static PolicyStatement allow(List<String> actions, String... resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resources))
                .build();
    }
}
