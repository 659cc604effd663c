package dev.headwater.aws.objects;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes objects by the thousand. S3 answers for each: what it could not do now is asked again a few times. */
final class S3Deletes {
    private static final int MAX_KEYS = 1_000;
    private static final int MAX_ATTEMPTS = 4;
    private static final Set<String> PASSING =
            Set.of("InternalError", "SlowDown", "ServiceUnavailable", "OperationAborted", "RequestTimeout");

    private final S3Client s3;
    private final String bucket;
    private final S3Faults faults;
    private final Pauses pauses;

    S3Deletes(S3Client s3, String bucket, S3Faults faults, Pauses pauses) {
        this.s3 = s3;
        this.bucket = bucket;
        this.faults = faults;
        this.pauses = pauses;
    }

    void delete(Collection<String> keys) {
        List<String> all = List.copyOf(new LinkedHashSet<>(keys));
        List<S3Error> refused = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MAX_KEYS) {
            refused.addAll(deleteSome(all.subList(from, Math.min(all.size(), from + MAX_KEYS))));
        }
        if (!refused.isEmpty()) {
            S3Error first = refused.getFirst();
            throw faults.of(
                    refused.size() + " of " + all.size() + " objects can not be deleted",
                    "refuses " + first.key() + " (" + first.code() + ")" + (refused.size() > 1 ? " and others" : ""));
        }
    }

    private List<S3Error> deleteSome(List<String> keys) {
        List<S3Error> refused = new ArrayList<>();
        List<String> open = keys;
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            boolean isLast = attempt == MAX_ATTEMPTS;
            List<String> again = new ArrayList<>();
            for (S3Error error : ask(open)) {
                if (isLast || !PASSING.contains(error.code())) {
                    refused.add(error);
                } else {
                    again.add(error.key());
                }
            }
            if (!again.isEmpty()) {
                pauses.after(attempt);
            }
            open = again;
        }
        return refused;
    }

    private List<S3Error> ask(List<String> keys) {
        List<ObjectIdentifier> objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        try {
            return s3.deleteObjects(request -> request.bucket(bucket)
                            .delete(delete -> delete.objects(objects).quiet(true)))
                    .errors();
        } catch (SdkException e) {
            throw faults.of(keys.size() + " objects can not be deleted", e);
        }
    }
}
