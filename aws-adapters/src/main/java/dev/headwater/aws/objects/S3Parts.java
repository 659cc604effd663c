package dev.headwater.aws.objects;

import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Objects put in parts of one size, one after the other (S3: parts of 5 MiB and more but the last, 10,000 at the most). */
final class S3Parts {
    private static final int MAX_PARTS = 10_000;
    /** S3 puts the parts of a large object together for minutes, and says so by white space meanwhile. */
    private static final Duration COMPLETED_WITHIN = Duration.ofMinutes(5);

    private final S3Client s3;
    private final String bucket;
    private final S3Faults faults;
    private final WriteIds ids;
    private final int partBytes;

    S3Parts(S3Client s3, String bucket, S3Faults faults, WriteIds ids, int partBytes) {
        this.s3 = s3;
        this.bucket = bucket;
        this.faults = faults;
        this.ids = ids;
        this.partBytes = partBytes;
    }

    /** Whether a body of this length is put in one request. */
    boolean isInOne(int length) {
        return length < partBytes;
    }

    /** The next part of a body; shorter than others at its end. */
    byte[] next(String key, InputStream body) {
        try {
            return body.readNBytes(partBytes);
        } catch (IOException e) {
            throw new StoreException(S3Writes.failure(key) + ": its body can not be read", e);
        }
    }

    String put(String key, byte[] bytes, ObjectMeta meta) {
        InputStream body = new ByteArrayInputStream(bytes);
        return put(key, next(key, body), body, meta);
    }

    String put(String key, byte[] first, InputStream rest, ObjectMeta meta) {
        Map<String, String> id = ids.make();
        String upload = begin(key, meta, id);
        List<CompletedPart> sent;
        try {
            sent = send(key, upload, first, rest);
        } catch (Throwable e) {
            abort(key, upload, e);
            throw e;
        }
        return complete(key, upload, sent, id);
    }

    private String begin(String key, ObjectMeta meta, Map<String, String> id) {
        try {
            return s3.createMultipartUpload(request -> request.bucket(bucket)
                            .key(key)
                            .contentType(meta.contentType())
                            .cacheControl(meta.cacheControl())
                            .contentEncoding(meta.contentEncoding())
                            .metadata(id))
                    .uploadId();
        } catch (SdkException e) {
            throw faults.of(S3Writes.failure(key), e);
        }
    }

    private List<CompletedPart> send(String key, String upload, byte[] first, InputStream rest) {
        List<CompletedPart> sent = new ArrayList<>();
        for (byte[] part = first; part.length > 0; part = part.length < partBytes ? new byte[0] : next(key, rest)) {
            if (sent.size() == MAX_PARTS) {
                throw new StoreException(
                        S3Writes.failure(key) + ": it has more than " + (long) partBytes * MAX_PARTS + " bytes");
            }
            sent.add(send(key, upload, sent.size() + 1, part));
        }
        return sent;
    }

    private CompletedPart send(String key, String upload, int number, byte[] part) {
        try {
            UploadPartResponse answer = s3.uploadPart(
                    request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                    S3Writes.body(part));
            return CompletedPart.builder()
                    .partNumber(number)
                    .eTag(answer.eTag())
                    .checksumCRC32(answer.checksumCRC32())
                    .build();
        } catch (SdkException e) {
            throw faults.of(S3Writes.failure(key), e);
        }
    }

    private String complete(String key, String upload, List<CompletedPart> sent, Map<String, String> id) {
        try {
            return s3.completeMultipartUpload(request -> request.bucket(bucket)
                            .key(key)
                            .uploadId(upload)
                            .multipartUpload(CompletedMultipartUpload.builder()
                                    .parts(sent)
                                    .build())
                            .overrideConfiguration(override -> override.apiCallAttemptTimeout(COMPLETED_WITHIN)
                                    .apiCallTimeout(COMPLETED_WITHIN.multipliedBy(2))))
                    .eTag();
        } catch (SdkException e) {
            StoreException fault = faults.of(S3Writes.failure(key), e);
            // First, so that no late request completes what was looked for in vain.
            abort(key, upload, fault);
            return own(key, id, fault).orElseThrow(() -> fault);
        }
    }

    /** The tag of the object where it was put after all, and only the answer was lost. */
    private Optional<String> own(String key, Map<String, String> id, StoreException fault) {
        try {
            return ids.look(key).filter(object -> WriteIds.isOf(object, id)).map(HeadObjectResponse::eTag);
        } catch (SdkException e) {
            fault.addSuppressed(e);
            return Optional.empty();
        }
    }

    /** Parts that can not be taken back cost their storage until the bucket's rule for unfinished uploads removes them. */
    private void abort(String key, String upload, @Nullable Throwable because) {
        try {
            s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException e) {
            if (because != null && !S3Faults.hasCode(e, "NoSuchUpload")) {
                because.addSuppressed(e);
            }
        }
    }
}
