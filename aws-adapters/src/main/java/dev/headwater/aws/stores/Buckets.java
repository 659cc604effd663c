package dev.headwater.aws.stores;

import dev.headwater.aws.CloudResources;
import dev.headwater.aws.objects.S3Faults;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Makes the two buckets. */
final class Buckets {
    private static final int FORBIDDEN = 403;

    private Buckets() {}

    static void create(S3Client s3, CloudResources resources) {
        for (String bucket : List.of(resources.mediaBucket(), resources.uploadsBucket())) {
            try {
                if (!exists(s3, bucket)) {
                    s3.createBucket(r -> r.bucket(bucket));
                }
            } catch (BucketAlreadyOwnedByYouException e) {
                // Who started beside us was quicker.
            } catch (SdkException e) {
                throw S3Faults.bucketFault(
                        bucket,
                        e instanceof S3Exception told && told.statusCode() == FORBIDDEN
                                ? "the bucket " + bucket + " can not be made, or is another account's"
                                : "the bucket " + bucket + " can not be made",
                        e);
            }
        }
    }

    private static boolean exists(S3Client s3, String bucket) {
        try {
            s3.headBucket(r -> r.bucket(bucket));
            return true;
        } catch (NoSuchBucketException e) {
            return false;
        }
    }
}
