package dev.headwater.aws.objects;

import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/** What stands before a slash in keys: a request for each thousand of these, however many objects there are. */
public final class ObjectFolders {
    private final S3Client s3;
    private final String bucket;
    private final S3Faults faults;

    public ObjectFolders(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
        this.faults = new S3Faults(bucket);
    }

    /**
     * Names of the folders right below one.
     *
     * @param below ends with a slash
     * @throws dev.headwater.core.store.StoreException where S3 is at fault
     */
    public Set<String> names(String below) {
        try {
            return s3
                    .listObjectsV2Paginator(ListObjectsV2Request.builder()
                            .bucket(bucket)
                            .prefix(below)
                            .delimiter("/")
                            .build())
                    .commonPrefixes()
                    .stream()
                    .map(folder -> folder.prefix()
                            .substring(below.length(), folder.prefix().length() - 1))
                    .collect(Collectors.toSet());
        } catch (SdkException e) {
            throw faults.of("what is under '" + below + "' can not be listed", e);
        }
    }
}
