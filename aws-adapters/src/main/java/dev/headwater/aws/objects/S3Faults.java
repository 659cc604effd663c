package dev.headwater.aws.objects;

import dev.headwater.core.store.StoreException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what is wrong with a bucket, in words an operator can act on. No URL is in them: it may carry a signature. */
public final class S3Faults {
    private final String bucket;

    S3Faults(String bucket) {
        this.bucket = bucket;
    }

    /**
     * What is wrong with a bucket as such.
     *
     * @param what can not be done
     */
    public static StoreException bucketFault(String bucket, String what, SdkException e) {
        return new S3Faults(bucket).of(what, e);
    }

    /** @param what can not be done */
    StoreException of(String what, SdkException e) {
        return new StoreException(what + ": " + (e instanceof AwsServiceException told ? told(told) : untold(e)), e);
    }

    StoreException of(String what, String why) {
        return new StoreException(what + ": bucket " + bucket + " " + why);
    }

    static boolean hasCode(SdkException e, String code) {
        return e instanceof AwsServiceException told && code.equals(code(told));
    }

    static int status(SdkException e) {
        return e instanceof AwsServiceException told ? told.statusCode() : 0;
    }

    /** How often it was asked; where the SDK does not say, more than once. */
    static int attempts(SdkException e) {
        Integer attempts = e.numAttempts();
        return attempts == null ? 2 : attempts;
    }

    private String told(AwsServiceException e) {
        String code = code(e);
        String name = code.isEmpty() ? String.valueOf(e.statusCode()) : e.statusCode() + " " + code;
        if (code.equals("NoSuchBucket")) {
            return "there is no bucket " + bucket;
        }
        String kind = switch (e.statusCode()) {
            case 301, 307 -> "is in another region";
            case 401, 403 -> "denies access";
            case 429, 503 -> "is asked too often, or not available";
            case 408 -> "waited in vain for the request's body";
            default -> e.statusCode() >= 500 ? "is at fault" : "refuses the request";
        };
        return "bucket " + bucket + " " + kind + " (" + name + ", attempts: " + attempts(e) + ")";
    }

    private String untold(SdkException e) {
        return e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException
                ? "bucket " + bucket + " did not answer in time"
                : "bucket " + bucket + " can not be reached, or broke the connection off";
    }

    private static String code(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }
}
