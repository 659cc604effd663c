package dev.headwater.aws.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.aws.S3Buckets;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.ObjectStoreContract;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, against whatever speaks S3 here. */
final class S3ObjectStoreTest extends ObjectStoreContract {
    @RegisterExtension
    static final S3Buckets BUCKETS = new S3Buckets();

    private String bucket;

    @Override
    protected ObjectStore open() {
        bucket = BUCKETS.make();
        return new S3ObjectStore(BUCKETS.clients().s3(), bucket, new SecureRandom());
    }

    @AfterEach
    void removeBucket() {
        BUCKETS.remove(bucket);
    }

    /**
     * As the contract has it, but for the space in {@code ; charset}: S3Proxy's web server leaves it out of what it
     * answers. That it is sent as it was given stands in {@link S3MetaTest}.
     */
    @Override
    @Test
    public void metaComesBack() {
        for (ObjectMeta meta : List.of(
                new ObjectMeta("application/json;charset=utf-8", "no-store", "gzip"),
                new ObjectMeta("video/mp4", null, null),
                new ObjectMeta("text/xml", null, "gzip"),
                new ObjectMeta("text/plain", "max-age=5", null))) {
            store().put("a/key", "x".getBytes(StandardCharsets.UTF_8), meta);
            try (Blob blob = store().get("a/key", ByteRange.ALL).orElseThrow()) {
                assertThat(blob.meta()).isEqualTo(meta);
            }
        }
    }
}
