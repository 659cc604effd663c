package dev.headwater.aws.objects;

import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.StoreException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Objects put in one request. */
final class S3Writes {
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    /** Of writes that met another of the same key: each is settled when it is answered. */
    private static final int MAX_CONFLICTS = 8;

    private final S3Client s3;
    private final String bucket;
    private final S3Faults faults;
    private final WriteIds ids;
    private final Pauses pauses;

    S3Writes(S3Client s3, String bucket, S3Faults faults, WriteIds ids, Pauses pauses) {
        this.s3 = s3;
        this.bucket = bucket;
        this.faults = faults;
        this.ids = ids;
        this.pauses = pauses;
    }

    String put(String key, byte[] bytes, ObjectMeta meta) {
        try {
            return s3.putObject(request(key, meta).build(), body(bytes)).eTag();
        } catch (SdkException e) {
            throw faults.of(failure(key), e);
        }
    }

    boolean putIfAbsent(String key, byte[] bytes, ObjectMeta meta) {
        Map<String, String> id = ids.make();
        PutObjectRequest request =
                request(key, meta).ifNoneMatch("*").metadata(id).build();
        for (int conflicts = 0; ; conflicts++) {
            try {
                s3.putObject(request, body(bytes));
                return true;
            } catch (SdkException e) {
                int status = S3Faults.status(e);
                if (status == PRECONDITION_FAILED) {
                    return conflicts + S3Faults.attempts(e) > 1 && isOwn(key, id);
                }
                if (status != CONFLICT || conflicts == MAX_CONFLICTS) {
                    throw faults.of(failure(key), e);
                }
                pauses.after(conflicts);
            }
        }
    }

    /** Whether it was an attempt of this very write that put what stands in its way. */
    private boolean isOwn(String key, Map<String, String> id) {
        Optional<HeadObjectResponse> there;
        try {
            there = ids.look(key);
        } catch (SdkException e) {
            throw faults.of(failure(key), e);
        }
        return WriteIds.isOf(
                there.orElseThrow(() -> new StoreException(
                        failure(key) + ": it was put and removed again, and nobody can tell by whom")),
                id);
    }

    private PutObjectRequest.Builder request(String key, ObjectMeta meta) {
        return PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(meta.contentType())
                .cacheControl(meta.cacheControl())
                .contentEncoding(meta.contentEncoding());
    }

    /** Over the array itself: a copy of every segment would be one too many. */
    static RequestBody body(byte[] bytes) {
        return RequestBody.fromContentProvider(
                ContentStreamProvider.fromByteArrayUnsafe(bytes), bytes.length, "application/octet-stream");
    }

    static String failure(String key) {
        return "the object " + key + " can not be stored";
    }
}
