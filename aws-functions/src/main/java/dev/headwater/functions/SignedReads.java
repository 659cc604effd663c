package dev.headwater.functions;

import java.time.Duration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Addresses of objects, signed for whoever is told of one. */
final class SignedReads {
    /** An app follows at once. */
    private static final Duration VALID = Duration.ofMinutes(5);

    private final S3Presigner presigner;
    private final String bucket;

    SignedReads(Account account) {
        this.presigner = account.stores().clients().presigner();
        this.bucket = account.resources().mediaBucket();
    }

    /** By https, and as good by http: the scheme is no part of what is signed. */
    String address(String key) {
        return presigner
                .presignGetObject(ask -> ask.signatureDuration(VALID)
                        .getObjectRequest(get -> get.bucket(bucket).key(key)))
                .url()
                .toString();
    }
}
