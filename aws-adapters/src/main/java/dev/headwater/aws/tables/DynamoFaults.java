package dev.headwater.aws.tables;

import dev.headwater.core.store.StoreException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What goes wrong with a table, told without keys or bodies. */
final class DynamoFaults {
    private static final String VALIDATION = "ValidationException";
    private static final Pattern QUOTED = Pattern.compile("(?s)[:;,\\[{(].*");

    private final String table;

    DynamoFaults(String table) {
        this.table = table;
    }

    /** DynamoDB wants fewer requests, and still did when the SDK had waited and asked again. */
    static final class Throttled extends StoreException {
        Throttled(String message) {
            super(message);
        }

        Throttled(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Lets a failed condition through, which is no fault. */
    <T> T guarded(Supplier<T> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException e) {
            throw e;
        } catch (SdkException e) {
            throw of(e);
        } catch (IllegalStateException | RejectedExecutionException e) {
            throw new StoreException("table " + table + ": the client is closed", e);
        }
    }

    StoreException of(SdkException e) {
        String tried = isSentAgain(e) ? " (asked " + e.numAttempts() + " times)" : "";
        return switch (e) {
            case ResourceNotFoundException missing -> new StoreException("there is no table " + table + " here", e);
            case AwsServiceException service
            when service.isThrottlingException() ->
                new Throttled("table " + table + ": DynamoDB wants fewer requests" + tried, e);
            case AwsServiceException service
            when VALIDATION.equals(code(service)) ->
                new StoreException("table " + table + ": DynamoDB refused request " + service.requestId() + " ("
                        + reason(service) + ")");
            case AwsServiceException service ->
                new StoreException("table " + table + ": DynamoDB answered " + code(service) + tried, e);
            case SdkClientException local
            when isAboutCredentials(local) ->
                new StoreException(
                        "no credentials for AWS were found: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
                        e);
            default -> new StoreException("table " + table + ": DynamoDB did not answer" + tried, e);
        };
    }

    /** The SDK has no type for it. */
    private static boolean isAboutCredentials(SdkClientException e) {
        return e.getMessage() != null && e.getMessage().contains("Unable to load credentials");
    }

    Throttled throttled() {
        return new Throttled("table " + table + ": DynamoDB wants fewer requests");
    }

    StoreException unknown(String what) {
        return new StoreException("table " + table + ": the answer to " + what
                + " was lost, and others wrote since: whether it was done is not known");
    }

    /** Then an earlier request may have been done, and its answer lost. */
    static boolean isSentAgain(SdkException e) {
        Integer attempts = e.numAttempts();
        return attempts != null && attempts > 1;
    }

    /** Up to where it quotes what it refuses: keys, bodies. The whole is with the request's id. */
    private static String reason(AwsServiceException e) {
        String whole = e.awsErrorDetails().errorMessage();
        return whole == null ? "" : QUOTED.matcher(whole).replaceFirst("");
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null
                ? String.valueOf(e.statusCode())
                : e.awsErrorDetails().errorCode();
    }
}
