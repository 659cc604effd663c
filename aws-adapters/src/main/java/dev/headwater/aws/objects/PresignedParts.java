package dev.headwater.aws.objects;

import dev.headwater.core.store.DirectUploads.Part;
import dev.headwater.core.store.DirectUploads.Target;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedUploadPartRequest;

/**
 * Files that are sent in parts. Nothing of it is kept here: S3 knows which upload a key has, and what came of it; one that nobody
 * finishes goes by a rule of the bucket.
 */
final class PresignedParts {
    private final S3Presigner presigner;
    private final S3Client s3;
    private final String bucket;
    private final long partBytes;

    /** @param partBytes of each but the last */
    PresignedParts(S3Presigner presigner, S3Client s3, String bucket, long partBytes) {
        this.presigner = presigner;
        this.s3 = s3;
        this.bucket = bucket;
        this.partBytes = partBytes;
    }

    /** Those that did not come yet. */
    List<Part> announce(String key, long size, String contentType, Duration valid) {
        String upload = upload(key)
                .orElseGet(() -> s3.createMultipartUpload(
                                begin -> begin.bucket(bucket).key(key).contentType(contentType))
                        .uploadId());
        Map<Integer, String> came = came(key, upload, size);
        List<Part> parts = new ArrayList<>();
        for (int number = 1; number <= count(size); number++) {
            if (!came.containsKey(number)) {
                long from = (number - 1) * partBytes;
                parts.add(
                        new Part(from, length(number, size), target(key, upload, number, length(number, size), valid)));
            }
        }
        return parts;
    }

    private Target target(String key, String upload, int number, long length, Duration valid) {
        PresignedUploadPartRequest signed = presigner.presignUploadPart(presign -> presign.signatureDuration(valid)
                .uploadPartRequest(part -> part.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .contentLength(length)));
        return new Target(
                URI.create(signed.url().toString()),
                signed.httpRequest().method().name(),
                PresignedUploads.headers(signed.signedHeaders()),
                signed.expiration());
    }

    /** False: not all of it came, or it was never announced. */
    boolean join(String key, long size) {
        Optional<String> upload = upload(key);
        if (upload.isEmpty()) {
            return false;
        }
        Map<Integer, String> came = came(key, upload.get(), size);
        if (came.size() < count(size)) {
            return false;
        }
        List<CompletedPart> parts = came.entrySet().stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.getKey())
                        .eTag(part.getValue())
                        .build())
                .toList();
        s3.completeMultipartUpload(
                all -> all.bucket(bucket).key(key).uploadId(upload.get()).multipartUpload(made -> made.parts(parts)));
        return true;
    }

    void abort(String key) {
        upload(key)
                .ifPresent(upload -> s3.abortMultipartUpload(
                        gone -> gone.bucket(bucket).key(key).uploadId(upload)));
    }

    /** Where two began at once, the same for both. */
    private Optional<String> upload(String key) {
        ListMultipartUploadsResponse begun =
                s3.listMultipartUploads(ask -> ask.bucket(bucket).prefix(key));
        return begun.uploads().stream()
                .filter(upload -> upload.key().equals(key))
                .map(MultipartUpload::uploadId)
                .min(String::compareTo);
    }

    /** Tags of parts by their numbers; one of another length did not come. */
    private Map<Integer, String> came(String key, String upload, long size) {
        Map<Integer, String> came = new TreeMap<>();
        s3.listPartsPaginator(ask -> ask.bucket(bucket).key(key).uploadId(upload)).parts().stream()
                .filter(part -> part.size() == length(part.partNumber(), size))
                .forEach(part -> came.put(part.partNumber(), part.eTag()));
        return came;
    }

    private int count(long size) {
        return Math.toIntExact((size + partBytes - 1) / partBytes);
    }

    private long length(int number, long size) {
        return Math.min(partBytes, size - (number - 1) * partBytes);
    }
}
