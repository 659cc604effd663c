package dev.headwater.infra.api;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Events that wait for a function, and those it could not take in five attempts. */
final class WorkQueue extends Construct {
    private static final int ATTEMPTS = 5;
    private static final int KEPT_DAYS = 14;

    private final Queue queue;
    private final Queue failed;

    /** @param workLasts how long the function may take; a message stays hidden for six times that (Lambda's guide to SQS) */
    WorkQueue(Construct scope, String id, Duration workLasts) {
        super(scope, id);
        this.failed = ofFailed(this, "Failed");
        this.queue = Queue.Builder.create(this, "Queue")
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .visibilityTimeout(Duration.seconds(6 * workLasts.toSeconds().longValue()))
                .retentionPeriod(Duration.days(KEPT_DAYS))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(failed)
                        .maxReceiveCount(ATTEMPTS)
                        .build())
                .build();
    }

    /** Where events end that were tried in vain. */
    static Queue ofFailed(Construct scope, String id) {
        return Queue.Builder.create(scope, id)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(KEPT_DAYS))
                .build();
    }

    Queue queue() {
        return queue;
    }

    Queue failed() {
        return failed;
    }
}
