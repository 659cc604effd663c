package dev.headwater.aws.objects;

import dev.headwater.core.Pause;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectKeys;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Page;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Objects in one bucket of S3, under the names they have here. Type, Cache-Control and Content-Encoding are the object's
 * own, so CloudFront serves it as it is.
 *
 * <p>Entity tags are those of S3. They are equal for equal bytes while the bucket is encrypted with S3's own keys: with
 * those of KMS they are not, and a cache asks once more. Bodies of {@value #PART_MIB} MiB and more are put in parts of that
 * size, one in memory at a time; what breaks off is taken back and never seen. The bucket's policy has to allow listing:
 * without it S3 answers 403 for an object that is not there.
 */
public final class S3ObjectStore implements ObjectStore {
    static final int PART_MIB = 8;
    private static final int MAX_PAGE = 1_000;

    private final S3Client s3;
    private final String bucket;
    private final S3Faults faults;
    private final S3Reads reads;
    private final S3Writes writes;
    private final S3Parts parts;
    private final S3Deletes deletes;

    /**
     * A store over a client, which stays its owner's to close.
     *
     * @param random of the ids by which a write knows its own object again, and of pauses
     */
    public S3ObjectStore(S3Client s3, String bucket, RandomGenerator random) {
        this(s3, bucket, random, Pause.sleeping());
    }

    S3ObjectStore(S3Client s3, String bucket, RandomGenerator random, Pause pause) {
        Pauses pauses = new Pauses(pause, random);
        WriteIds ids = new WriteIds(s3, bucket, random);
        this.s3 = s3;
        this.bucket = bucket;
        this.faults = new S3Faults(bucket);
        this.reads = new S3Reads(s3, bucket, faults);
        this.writes = new S3Writes(s3, bucket, faults, ids, pauses);
        this.parts = new S3Parts(s3, bucket, faults, ids, PART_MIB << 20);
        this.deletes = new S3Deletes(s3, bucket, faults, pauses);
    }

    @Override
    public String put(String key, byte[] bytes, ObjectMeta meta) {
        ObjectKeys.require(key);
        // As a stream of the same bytes is put: tags of objects in parts tell where they were cut.
        return parts.isInOne(bytes.length) ? writes.put(key, bytes, meta) : parts.put(key, bytes, meta);
    }

    @Override
    public String put(String key, InputStream body, ObjectMeta meta) {
        ObjectKeys.require(key);
        byte[] first = parts.next(key, body);
        return parts.isInOne(first.length) ? writes.put(key, first, meta) : parts.put(key, first, body, meta);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes, ObjectMeta meta) {
        return writes.putIfAbsent(ObjectKeys.require(key), bytes, meta);
    }

    @Override
    public Optional<Blob> get(String key, ByteRange range) {
        return reads.get(ObjectKeys.require(key), range);
    }

    @Override
    public Page<ObjectInfo> list(String prefix, int limit, @Nullable String after) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " objects");
        }
        if (!mayBeginKey(prefix)) {
            return new Page<>(List.of(), null);
        }
        try {
            ListObjectsV2Response listed = s3.listObjectsV2(ListObjectsV2Request.builder()
                    .bucket(bucket)
                    .prefix(prefix)
                    .maxKeys(limit)
                    .startAfter(after)
                    .build());
            List<ObjectInfo> objects = listed.contents().stream()
                    .map(object -> new ObjectInfo(object.key(), object.size(), object.lastModified()))
                    .toList();
            boolean isMore = Boolean.TRUE.equals(listed.isTruncated()) && !objects.isEmpty();
            return new Page<>(objects, isMore ? objects.getLast().key() : null);
        } catch (SdkException e) {
            throw faults.of("the objects under '" + prefix + "' can not be listed", e);
        }
    }

    @Override
    public void delete(Collection<String> keys) {
        keys.forEach(ObjectKeys::require);
        deletes.delete(keys);
    }

    private static boolean mayBeginKey(String prefix) {
        return prefix.isEmpty() || ObjectKeys.isValid(prefix) || ObjectKeys.isValid(prefix + "x");
    }
}
