package dev.headwater.aws.objects;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.RangeNotSatisfiableException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Objects and ranges of them, read as they come. */
final class S3Reads {
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private static final String FRAMING = "aws-chunked";

    private final S3Client s3;
    private final String bucket;
    private final S3Faults faults;

    S3Reads(S3Client s3, String bucket, S3Faults faults) {
        this.s3 = s3;
        this.bucket = bucket;
        this.faults = faults;
    }

    Optional<Blob> get(String key, ByteRange range) {
        boolean isWhole = range.equals(ByteRange.ALL);
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .range(isWhole ? null : header(range))
                .build();
        ResponseInputStream<GetObjectResponse> answer;
        try {
            answer = s3.getObject(request);
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            if (S3Faults.status(e) == RANGE_NOT_SATISFIABLE) {
                return length(key).map(total -> {
                    throw new RangeNotSatisfiableException(total);
                });
            }
            throw faults.of(failure(key), e);
        }
        try {
            return Optional.of(blob(key, answer, isWhole));
        } catch (RuntimeException e) {
            answer.abort();
            throw e;
        }
    }

    private Blob blob(String key, ResponseInputStream<GetObjectResponse> answer, boolean isWhole) {
        GetObjectResponse head = answer.response();
        Long length = head.contentLength();
        if (length == null || head.eTag() == null) {
            throw faults.of(failure(key), "does not say how long it is, or which");
        }
        ObjectMeta meta = new ObjectMeta(
                head.contentType() == null ? UNKNOWN_TYPE : head.contentType(),
                head.cacheControl(),
                encoding(head.contentEncoding()));
        S3Body body = new S3Body(answer, key, length);
        if (isWhole) {
            return new Blob(length, 0, length, head.eTag(), meta, body, Optional.empty());
        }
        Matcher sent = CONTENT_RANGE.matcher(head.contentRange() == null ? "" : head.contentRange());
        if (!sent.matches()) {
            throw faults.of(failure(key), "was asked for a range and does not say which it sends");
        }
        long offset = Long.parseLong(sent.group(1));
        return new Blob(Long.parseLong(sent.group(3)), offset, length, head.eTag(), meta, body, Optional.empty());
    }

    /** Without how a request was framed, which S3 takes off what it keeps and others that speak its language do not. */
    private static @Nullable String encoding(@Nullable String told) {
        if (told == null || !told.contains(FRAMING)) {
            return told;
        }
        String own = Stream.of(told.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.equals(FRAMING))
                .collect(Collectors.joining(", "));
        return own.isEmpty() ? null : own;
    }

    /** Asked for by itself: an answer that a range is not satisfiable does not say in how many bytes. */
    private Optional<Long> length(String key) {
        try {
            HeadObjectResponse object =
                    s3.headObject(request -> request.bucket(bucket).key(key));
            return Optional.of(object.contentLength());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw faults.of(failure(key), e);
        }
    }

    private static @Nullable String header(ByteRange range) {
        boolean isOpen = range.length() > Long.MAX_VALUE - range.offset();
        return "bytes=" + range.offset() + "-" + (isOpen ? "" : range.offset() + range.length() - 1);
    }

    private static String failure(String key) {
        return "the object " + key + " can not be read";
    }
}
