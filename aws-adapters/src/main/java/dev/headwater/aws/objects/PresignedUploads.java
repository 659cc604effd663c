package dev.headwater.aws.objects;

import dev.headwater.core.store.DirectUploads;
import dev.headwater.core.store.ObjectKeys;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Files that others send straight to a bucket, by a URL that allows that one file for a while: its key, its length to the
 * byte and its type are signed. What arrives is whole or not there, and nothing takes its place. What is larger than S3 takes
 * at once is sent in parts, each by a URL of its own.
 */
public final class PresignedUploads implements DirectUploads {
    /** As much as a server takes; S3 itself ends at 5 TiB. */
    public static final long MAX_BYTES = 64L << 30;
    /** What S3 takes in one PUT: 5 GiB. */
    public static final long MAX_WHOLE = 5L << 30;
    /** Sent again from its beginning where it breaks off. */
    private static final long PART = 1L << 30;

    /** S3's own bound. A URL also ends with the credentials that signed it: those of a function after hours. */
    public static final Duration MAX_VALID = Duration.ofDays(7);

    /** Named by every client by itself, from the URL and the file. */
    private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length");

    private final S3Presigner presigner;
    private final S3Client s3;
    private final String bucket;
    private final S3Faults faults;
    private final PresignedParts parts;
    private final long maxWhole;

    /** Uploads to one bucket over clients that stay their owner's to close. */
    public PresignedUploads(S3Presigner presigner, S3Client s3, String bucket) {
        this(presigner, s3, bucket, MAX_WHOLE, PART);
    }

    /**
     * The same, with bounds of its own.
     *
     * @param partBytes of each part but the last; S3 wants 5 MiB at least
     */
    public PresignedUploads(S3Presigner presigner, S3Client s3, String bucket, long maxWhole, long partBytes) {
        this.presigner = presigner;
        this.s3 = s3;
        this.bucket = bucket;
        this.faults = new S3Faults(bucket);
        this.maxWhole = maxWhole;
        this.parts = new PresignedParts(presigner, s3, bucket, partBytes);
    }

    @Override
    public long maxBytes() {
        return MAX_BYTES;
    }

    @Override
    public long maxWhole() {
        return maxWhole;
    }

    /** {@inheritDoc} At most {@link #MAX_VALID}. */
    @Override
    public Target announce(String key, long size, String contentType, Duration valid) {
        ObjectKeys.require(key);
        requireValid(valid);
        if (size < 1 || size > maxWhole) {
            throw new IllegalArgumentException("an upload has 1 to " + maxWhole + " bytes, or parts");
        }
        try {
            PresignedPutObjectRequest signed = presigner.presignPutObject(presign -> presign.signatureDuration(valid)
                    .putObjectRequest(put -> put.bucket(bucket)
                            .key(key)
                            .contentType(contentType)
                            .contentLength(size)
                            .ifNoneMatch("*")));
            return new Target(
                    URI.create(signed.url().toString()),
                    signed.httpRequest().method().name(),
                    headers(signed.signedHeaders()),
                    signed.expiration());
        } catch (SdkException e) {
            throw faults.of("an upload can not be announced", e);
        }
    }

    @Override
    public List<Part> announceParts(String key, long size, String contentType, Duration valid) {
        requireValid(valid);
        if (size <= maxWhole || size > MAX_BYTES) {
            throw new IllegalArgumentException("an upload in parts has up to " + MAX_BYTES + " bytes (64 GiB)");
        }
        try {
            return parts.announce(ObjectKeys.require(key), size, contentType, valid);
        } catch (SdkException e) {
            throw faults.of("an upload can not be announced", e);
        }
    }

    @Override
    public Optional<Arrived> join(String key, long size) {
        try {
            return parts.join(ObjectKeys.require(key), size) ? find(key) : Optional.empty();
        } catch (SdkException e) {
            throw faults.of("the upload " + key + " can not be put together", e);
        }
    }

    private static void requireValid(Duration valid) {
        if (!valid.isPositive() || valid.compareTo(MAX_VALID) > 0) {
            throw new IllegalArgumentException("an upload is open for up to " + MAX_VALID.toDays() + " days");
        }
    }

    @Override
    public Optional<Arrived> find(String key) {
        try {
            HeadObjectResponse object =
                    s3.headObject(request -> request.bucket(bucket).key(ObjectKeys.require(key)));
            return Optional.of(new Arrived(key, object.contentLength(), object.lastModified()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw faults.of("the upload " + key + " can not be looked up", e);
        }
    }

    @Override
    public void delete(String key) {
        try {
            s3.deleteObject(request -> request.bucket(bucket).key(ObjectKeys.require(key)));
            parts.abort(key);
        } catch (SdkException e) {
            throw faults.of("the upload " + key + " can not be deleted", e);
        }
    }

    static Map<String, String> headers(Map<String, List<String>> signed) {
        Map<String, String> headers = new LinkedHashMap<>();
        signed.forEach((name, values) -> {
            if (!OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(",", values));
            }
        });
        return headers;
    }
}
