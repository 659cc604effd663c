package dev.headwater.aws.objects;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Marks by which a write knows its own object again when the answer to it was lost: a random id among what the object
 * says of itself.
 */
final class WriteIds {
    private static final String NAME = "headwater-write";
    private static final int BYTES = 12;

    private final S3Client s3;
    private final String bucket;
    private final RandomGenerator random;

    WriteIds(S3Client s3, String bucket, RandomGenerator random) {
        this.s3 = s3;
        this.bucket = bucket;
        this.random = random;
    }

    /** What an object of a new write says of itself. */
    Map<String, String> make() {
        byte[] id = new byte[BYTES];
        random.nextBytes(id);
        return Map.of(NAME, HexFormat.of().formatHex(id));
    }

    /** The object under a key as it is now; empty: there is none. */
    Optional<HeadObjectResponse> look(String key) {
        try {
            return Optional.of(s3.headObject(request -> request.bucket(bucket).key(key)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    static boolean isOf(HeadObjectResponse object, Map<String, String> id) {
        return object.metadata().entrySet().containsAll(id.entrySet());
    }
}
