package dev.headwater.aws.client;

import java.time.Duration;

/** The services that are called, named as the SDK names them in {@code AWS_ENDPOINT_URL_<SERVICE>}, and what they are given. */
public enum AwsService {
    /** Answers in milliseconds; but a page of 1 MB takes a worker at home 1.7 s, over 5 Mbit/s. */
    DYNAMODB(Duration.ofSeconds(3), Duration.ofSeconds(15), 5),
    /** Enough for 16 MB over 3 Mbit/s; what stalls is ended by the silence of its connection before. */
    S3(Duration.ofSeconds(60), Duration.ofSeconds(180), 4),
    SECRETS_MANAGER(Duration.ofSeconds(5), Duration.ofSeconds(15), 4),
    MEDIACONVERT(Duration.ofSeconds(10), Duration.ofSeconds(45), 4),
    /** Asked while something starts, which goes on without. */
    SQS(Duration.ofSeconds(3), Duration.ofSeconds(8), 2),
    EVENTBRIDGE(Duration.ofSeconds(3), Duration.ofSeconds(8), 2);

    static final String ENDPOINT = "AWS_ENDPOINT_URL";

    private final Duration attempt;
    private final Duration call;
    private final int attempts;

    AwsService(Duration attempt, Duration call, int attempts) {
        this.attempt = attempt;
        this.call = call;
        this.attempts = attempts;
    }

    /** What a call is given where nobody says otherwise. */
    public AwsLimits limits() {
        return new AwsLimits(attempt, call, attempts);
    }
}
