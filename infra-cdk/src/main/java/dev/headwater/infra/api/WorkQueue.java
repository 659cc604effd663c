package dev.headwater.infra.api;

import dev.headwater.aws.Waking;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Events that wait for a function, and those it could not take in five attempts. */
final class WorkQueue extends Construct {
    private static final Duration KEPT = Duration.seconds(Waking.KEPT.toSeconds());

    private final Queue queue;
    private final Queue failed;

    /** @param hidden how long a message is nobody else's once it was taken */
    WorkQueue(Construct scope, String id, java.time.Duration hidden) {
        super(scope, id);
        this.failed = ofFailed(this, "Failed");
        this.queue = Queue.Builder.create(this, "Queue")
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .visibilityTimeout(Duration.seconds(hidden.toSeconds()))
                .retentionPeriod(KEPT)
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(failed)
                        .maxReceiveCount(Waking.ATTEMPTS)
                        .build())
                .build();
    }

    /** Where events end that were tried in vain. */
    static Queue ofFailed(Construct scope, String id) {
        return Queue.Builder.create(scope, id)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(KEPT)
                .build();
    }

    Queue queue() {
        return queue;
    }

    Queue failed() {
        return failed;
    }
}
