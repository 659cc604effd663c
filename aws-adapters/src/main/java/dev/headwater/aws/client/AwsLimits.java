package dev.headwater.aws.client;

import java.time.Duration;

/**
 * What one call of an API is given.
 *
 * @param attempt until one request is given up
 * @param call until all of them are, pauses included
 * @param attempts requests, the first included
 */
public record AwsLimits(Duration attempt, Duration call, int attempts) {
    public AwsLimits {
        if (attempts < 1 || !attempt.isPositive() || call.compareTo(attempt) < 0) {
            throw new IllegalArgumentException("a call needs an attempt, and time for it");
        }
    }
}
