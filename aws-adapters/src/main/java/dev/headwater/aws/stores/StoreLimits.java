package dev.headwater.aws.stores;

import dev.headwater.aws.client.AwsLimits;
import dev.headwater.aws.client.AwsService;
import java.time.Duration;

/** What one call of each store is given. */
public record StoreLimits(AwsLimits tables, AwsLimits objects, AwsLimits secrets) {
    /** For processes that go on, wherever they are. */
    public static final StoreLimits PATIENT =
            new StoreLimits(AwsService.DYNAMODB.limits(), AwsService.S3.limits(), AwsService.SECRETS_MANAGER.limits());

    /**
     * For a function beside the stores that somebody waits for: a call that stalls ends early enough for an answer, within the
     * function's 29 s and the 10 s of a start from a snapshot.
     */
    public static final StoreLimits HURRIED = new StoreLimits(
            new AwsLimits(Duration.ofMillis(1500), Duration.ofSeconds(6), 4),
            new AwsLimits(Duration.ofSeconds(5), Duration.ofSeconds(15), 3),
            new AwsLimits(Duration.ofSeconds(2), Duration.ofSeconds(6), 3));
}
