package dev.headwater.infra.media;

import dev.headwater.aws.CloudResources;
import dev.headwater.infra.Settings;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/** The buckets, and what makes films of what is uploaded. */
public final class MediaStack extends Stack {
    private static final int COOL_AFTER_DAYS = 30;

    private final Bucket media;
    private final Bucket uploads;
    private final Transcoding transcoding;

    public MediaStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        RemovalPolicy removal = settings.ephemeral() ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
        // Its policy names the distributions, so the edge stack makes it.
        this.media = PrivateBucket.at(this, "Media", removal, List.of(unfinished(), fetched()))
                // Pages that were sent on to an answer too large for a function; nothing is open without a signature.
                .cors(List.of(CorsRule.builder()
                        .allowedMethods(List.of(HttpMethods.GET, HttpMethods.HEAD))
                        .allowedOrigins(List.of("*"))
                        .allowedHeaders(List.of("*"))
                        .exposedHeaders(List.of("ETag"))
                        .build()))
                .build();
        this.uploads = PrivateBucket.at(this, "Uploads", removal, List.of(unfinished(), cooling()))
                .enforceSsl(true)
                .cors(List.of(CorsRule.builder()
                        .allowedMethods(List.of(HttpMethods.PUT))
                        .allowedOrigins(List.of("*"))
                        .allowedHeaders(List.of("content-type", "content-md5", "if-none-match"))
                        .exposedHeaders(List.of("ETag"))
                        .build()))
                .build();
        PrivateBucket.announce(uploads);
        this.transcoding = new Transcoding(this, "Transcoding", media, uploads);
        output("MediaBucket", media.getBucketName(), CloudResources.MEDIA_BUCKET);
        output("UploadsBucket", uploads.getBucketName(), CloudResources.UPLOADS_BUCKET);
    }

    public Bucket media() {
        return media;
    }

    public Bucket uploads() {
        return uploads;
    }

    public Transcoding transcoding() {
        return transcoding;
    }

    private static LifecycleRule unfinished() {
        return LifecycleRule.builder()
                .id("unfinished-uploads")
                .abortIncompleteMultipartUploadAfter(Duration.days(1))
                .build();
    }

    /** Answers that were too large for a function, and that somebody fetched in the meantime. */
    private static LifecycleRule fetched() {
        return LifecycleRule.builder()
                .id("fetched-answers")
                .prefix(CloudResources.ANSWERS)
                .expiration(Duration.days(1))
                .build();
    }

    /** Titles may name what was uploaded, and are made of it again some day: that it goes is for operators to say. */
    private static LifecycleRule cooling() {
        return LifecycleRule.builder()
                .id("seldom-read")
                .transitions(List.of(Transition.builder()
                        .storageClass(StorageClass.INTELLIGENT_TIERING)
                        .transitionAfter(Duration.days(COOL_AFTER_DAYS))
                        .build()))
                .build();
    }

    /** @param variable by which a process elsewhere is told of it */
    private void output(String id, String name, String variable) {
        CfnOutput.Builder.create(this, id).value(name).description(variable).build();
    }
}
